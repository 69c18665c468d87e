/**
 * Loads a script from beside the tag's, with the tag's options and its leave to run.
 *
 * @throws where the page's policy forbids scripts to load scripts
 */
export const loadBeside = (tag: HTMLScriptElement, name: string): HTMLScriptElement => {
  const script = document.createElement("script");
  Object.assign(script.dataset, tag.dataset);
  script.nonce = tag.nonce;
  script.src = new URL(`waystitch-${name}.js`, tag.src).href;
  document.head.append(script);
  return script;
};
