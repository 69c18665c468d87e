import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { usePage } from "./context.js";
import type { PageProps } from "./pages.js";

/** A page that is loaded when it is first shown, and kept. */
export function lazyPage(load: () => Promise<ComponentType<PageProps>>): ComponentType<PageProps> {
  let loaded: ComponentType<PageProps> | null = null;
  return function LazyPage(props: PageProps) {
    const { words } = usePage();
    const [Page, setPage] = useState<ComponentType<PageProps> | null>(() => loaded);
    useEffect(() => {
      if (loaded !== null) return;
      void load().then((page) => {
        loaded = page;
        setPage(() => page);
      });
    }, []);
    return Page === null ? <p class="loading">{words.loading}…</p> : <Page {...props} />;
  };
}
