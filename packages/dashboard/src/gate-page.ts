/** What the pages in front of the dashboard say, in both languages: there is no choice of language before the door. */
interface GateText {
  readonly title: string;
  readonly english: string;
  readonly vietnamese: string;
  /** HTML below the text, written here and nowhere else. */
  readonly action: string;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const render = ({ title, english, vietnamese, action }: GateText): string => `<!doctype html>
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

const COMMAND = `<pre><code>npx waystitch link</code></pre>`;

/**
 * Where a one-time link leads: the token is used up by the button, not by the visit, because mail and chat programs visit
 * every link to preview it.
 */
export function renderSignInPage(token: string): string {
  return render({
    title: "Open your dashboard",
    english: "This link signs this browser in. It works once.",
    vietnamese: "Liên kết này mở trang quản trị trên trình duyệt này và chỉ dùng được một lần.",
    action: `<form method="post" action="/sign-in">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<button type="submit" autofocus>Open Waystitch <span lang="vi">Mở Waystitch</span></button>
</form>`,
  });
}

/** What a browser sees that is not signed in. */
export function renderAskPage(): string {
  return render({
    title: "Ask for a link",
    english: "This browser is not signed in. Where Waystitch is installed, type this command and open the link it prints:",
    vietnamese: "Trình duyệt này chưa đăng nhập. Tại nơi cài Waystitch, hãy gõ lệnh này rồi mở liên kết được in ra:",
    action: `${COMMAND}
<p class="again"><a href="/">I am signed in already · <span lang="vi">Tôi đã đăng nhập</span></a></p>`,
  });
}

/** What the button leads to when the link was used, is too old, or was never made. */
export function renderUsedPage(): string {
  return render({
    title: "This link no longer works",
    english: "A link opens the dashboard once, within a day. Make a new one:",
    vietnamese: "Mỗi liên kết chỉ dùng được một lần, trong vòng một ngày. Hãy tạo liên kết mới:",
    action: COMMAND,
  });
}
