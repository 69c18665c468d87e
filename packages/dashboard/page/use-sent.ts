import { useEffect, useState } from "preact/hooks";
import { type Sent, send } from "./send.js";

/** What an address answers, and how to ask it anew. Nothing of it is remembered: it is for some only, and who they are may change. */
export function useSent<T>(url: string): readonly [Sent<T> | null, () => void] {
  const [sent, setSent] = useState<Sent<T> | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isHere = true;
    void send<T>("GET", url).then((answer) => isHere && setSent(answer));
    return () => {
      isHere = false;
    };
  }, [url, count]);
  return [sent, () => setCount((last) => last + 1)];
}
