import { type FormState, renderFirstOwnerForm, renderLinkForm, renderPasswordForm, renderSignInForm } from "./gate-forms.js";
import { renderGate } from "./gate-frame.js";

const COMMAND = `<pre><code>npx waystitch link</code></pre>`;

/** How an owner's link is opened. */
export interface LinkPageOptions {
  /** True while no owner of the installation has a password: one can be set on the way in. */
  readonly offersPassword?: boolean;
  readonly state?: FormState;
}

/**
 * Where a one-time link leads: the token is used up by the button, not by the visit, because mail and chat programs visit
 * every link to preview it.
 */
export function renderSignInPage(token: string, { offersPassword = false, state = {} }: LinkPageOptions = {}): string {
  const offer = `<details${state.trouble === undefined ? "" : " open"}>
<summary>Set a password for next time <span lang="vi">Đặt mật khẩu cho lần sau</span></summary>
${renderFirstOwnerForm(token, state)}
</details>`;
  return renderGate({
    title: "Open your dashboard",
    english: "This link signs this browser in. It works once.",
    vietnamese: "Liên kết này mở trang quản trị trên trình duyệt này và chỉ dùng được một lần.",
    action: `${renderLinkForm(token, state.trouble === undefined)}${offersPassword ? `\n${offer}` : ""}`,
  });
}

/** Where the link of somebody leads who was invited, or has forgotten the password. */
export function renderPasswordPage(token: string, state: FormState): string {
  return renderGate({
    title: "Set your password",
    english: "You sign in with your e-mail address and this password from now on. The link works once.",
    vietnamese: "Từ nay bạn đăng nhập bằng địa chỉ thư điện tử và mật khẩu này. Liên kết chỉ dùng được một lần.",
    action: renderPasswordForm(token, state),
  });
}

/** What a browser sees that is not signed in. */
export function renderAskPage({ withPassword, state = {} }: { readonly withPassword: boolean; readonly state?: FormState }): string {
  const signedIn = `<p class="again"><a href="/">I am signed in already · <span lang="vi">Tôi đã đăng nhập</span></a></p>`;
  if (!withPassword)
    return renderGate({
      title: "Ask for a link",
      english: "This browser is not signed in. Where Waystitch is installed, type this command and open the link it prints:",
      vietnamese: "Trình duyệt này chưa đăng nhập. Tại nơi cài Waystitch, hãy gõ lệnh này rồi mở liên kết được in ra:",
      action: `${COMMAND}\n${signedIn}`,
    });
  return renderGate({
    title: "Sign in",
    english: "With the e-mail address and password that you set.",
    vietnamese: "Bằng địa chỉ thư điện tử và mật khẩu bạn đã đặt.",
    action: `${renderSignInForm(state)}
<details>
<summary>No password, or forgotten? <span lang="vi">Chưa có hoặc quên mật khẩu?</span></summary>
<p>Ask an owner for a link. An owner of the installation types, where Waystitch is installed:</p>
<p lang="vi" class="second">Hãy xin chủ sở hữu một liên kết. Chủ sở hữu gõ lệnh này tại nơi cài Waystitch:</p>
${COMMAND}
</details>`,
  });
}

/** What the button leads to when the link was used, is too old, or was never made. */
export function renderUsedPage(): string {
  return renderGate({
    title: "This link no longer works",
    english: "A link works once, within a day, or three days when it is an invitation. Ask for a new one, or make one:",
    vietnamese: "Mỗi liên kết chỉ dùng được một lần, trong vòng một ngày (lời mời: ba ngày). Hãy xin hoặc tạo liên kết mới:",
    action: `${COMMAND}\n<p class="again"><a href="/">Sign in · <span lang="vi">Đăng nhập</span></a></p>`,
  });
}
