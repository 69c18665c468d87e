import { type BothLanguages, escapeHtml } from "./gate-frame.js";

/** What was typed before, and what was wrong with it. */
export interface FormState {
  readonly email?: string;
  readonly trouble?: BothLanguages;
}

const both = (english: string, vietnamese: string): string => `${english} <span lang="vi">${vietnamese}</span>`;

/** Above the fields, and read out at once. */
const renderTrouble = (trouble: BothLanguages | undefined): string =>
  trouble === undefined
    ? ""
    : `<div role="alert" class="trouble"><p>${escapeHtml(trouble.english)}</p><p lang="vi">${escapeHtml(trouble.vietnamese)}</p></div>\n`;

const renderEmail = (email: string, focus: boolean): string =>
  `<label for="email">${both("E-mail", "Thư điện tử")}</label>
<input id="email" name="email" type="email" autocomplete="username" maxlength="254" required value="${escapeHtml(email)}"${focus ? " autofocus" : ""}>`;

const renderNewPassword = (focus: boolean): string => `<label for="password">${both("New password", "Mật khẩu mới")}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="128" required aria-describedby="rule"${focus ? " autofocus" : ""}>
<p id="rule" class="rule">${both("At least 10 characters; a few words in a row are good.", "Ít nhất 10 ký tự; vài từ liền nhau là tốt.")}</p>
<label for="again">${both("The same again", "Nhập lại lần nữa")}</label>
<input id="again" name="again" type="password" autocomplete="new-password" minlength="10" maxlength="128" required>`;

const renderToken = (token: string): string => `<input type="hidden" name="token" value="${escapeHtml(token)}">`;

/** The button of a one-time link. */
export const renderLinkForm = (token: string, focus: boolean): string => `<form method="post" action="/sign-in">
${renderToken(token)}
<button type="submit"${focus ? " autofocus" : ""}>${both("Open Waystitch", "Mở Waystitch")}</button>
</form>`;

/** E-mail address and password of who has them. */
export const renderSignInForm = ({
  email = "",
  trouble,
}: FormState): string => `<form method="post" action="/sign-in/password" class="fields">
${renderTrouble(trouble)}${renderEmail(email, trouble === undefined)}
<label for="password">${both("Password", "Mật khẩu")}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required${trouble === undefined ? "" : " autofocus"}>
<button type="submit">${both("Sign in", "Đăng nhập")}</button>
</form>`;

/** What a user sets a password with. The address is there for password managers, and cannot be changed. */
export const renderPasswordForm = (
  token: string,
  { email = "", trouble }: FormState,
): string => `<form method="post" action="/sign-in/new-password" class="fields">
${renderTrouble(trouble)}${renderToken(token)}
<label for="email">${both("E-mail", "Thư điện tử")}</label>
<input id="email" type="email" autocomplete="username" readonly value="${escapeHtml(email)}">
${renderNewPassword(true)}
<button type="submit">${both("Set password", "Đặt mật khẩu")}</button>
</form>`;

/** What the first owner sets an e-mail address and password with. */
export const renderFirstOwnerForm = (
  token: string,
  { email = "", trouble }: FormState,
): string => `<form method="post" action="/sign-in/first-owner" class="fields">
${renderTrouble(trouble)}${renderToken(token)}
${renderEmail(email, trouble !== undefined)}
${renderNewPassword(false)}
<button type="submit" class="quiet">${both("Set and open", "Đặt và mở")}</button>
</form>`;
