/** What the pages in front of the dashboard say, in both languages: there is no choice of language before the door. */
export interface GateText {
  readonly title: string;
  readonly english: string;
  readonly vietnamese: string;
  /** HTML below the text, written here and nowhere else. */
  readonly action: string;
}

/** A sentence in both languages. */
export interface BothLanguages {
  readonly english: string;
  readonly vietnamese: string;
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page in front of the door. It needs no script. */
export const renderGate = ({ title, english, vietnamese, action }: GateText): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Waystitch</title>
<link rel="icon" href="/gate/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/gate/gate.css">
</head>
<body>
<main>
<img src="/gate/mark.svg" alt="" width="72" height="28">
<h1>${title}</h1>
<p>${english}</p>
<p lang="vi" class="second">${vietnamese}</p>
${action}
</main>
</body>
</html>
`;
