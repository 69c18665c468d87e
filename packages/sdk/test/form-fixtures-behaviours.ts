import { CLICK, EMAIL, ENTER, type FormFixture, PHONE } from "./form-visitor.js";

const lead_magnet = "Nhận tư vấn";

/** Shows one step of a form after the other, each in the way given. */
const steps = (hide: string, show: string): string => `<script>
  const parts = document.querySelectorAll(".step"), hide = (part) => { ${hide} }, show = (part) => { ${show} };
  parts.forEach((part, at) => { if (at) hide(part); part.querySelector(".next")?.addEventListener("click", () => { hide(part); show(parts[at + 1]); }); });
</script>`;
const twoSteps = (
  hide: string,
  show: string,
): string => `<h2>${lead_magnet}</h2><form id="steps"><div class="step"><input name="name"><input type="email" name="email"><button type="button" class="next">Tiếp</button></div>
  <div class="step"><input type="tel" name="phone"><input name="size"><button>Xong</button></div></form>${steps(hide, show)}`;
const FILLED = { "[name=email]": EMAIL, ".next": CLICK, "[name=phone]": PHONE };
const stepsLead = { lead: { lead_magnet, form_id: "steps" }, contact: { email: EMAIL, phone: PHONE } };

/** What pages do with forms: steps, frameworks, components, pop-ups. */
export const BEHAVIOURS: readonly FormFixture[] = [
  {
    what: "steps that are taken away",
    html: twoSteps("part.style.display = 'none'", "part.style.display = ''"),
    fill: FILLED,
    ...stepsLead,
  },
  {
    what: "steps that turn invisible",
    html: twoSteps("part.style.visibility = 'hidden'", "part.style.visibility = ''"),
    fill: FILLED,
    ...stepsLead,
  },
  { what: "steps that have the attribute hidden", html: twoSteps("part.hidden = true", "part.hidden = false"), fill: FILLED, ...stepsLead },
  {
    what: "steps of a slider, hidden from screen readers and moved out of the page",
    html: twoSteps(
      "part.setAttribute('aria-hidden', true); part.style.cssText = 'position:absolute;left:-3000px'",
      "part.removeAttribute('aria-hidden'); part.style.cssText = ''",
    ),
    fill: FILLED,
    ...stepsLead,
  },
  {
    what: "a step that the visitor never came to",
    html: `<h2>${lead_magnet}</h2><form id="steps"><div class="step"><input type="email" name="email"><button>Gửi luôn</button></div><div class="step"><input type="tel" name="phone"></div></form>${steps("part.hidden = true", "part.hidden = false")}`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet, form_id: "steps" },
    contact: { email: EMAIL },
  },
  {
    what: "a hidden field into which a script types",
    html: `<h2>${lead_magnet}</h2><form><input type="email" name="trap" style="display:none"><input type="tel" name="phone"><button>Gửi</button></form>
      <script>document.querySelector("[name=phone]").addEventListener("input", () => { const trap = document.querySelector("[name=trap]"); trap.dispatchEvent(new Event("input", { bubbles: true })); });</script>`,
    fill: { "[name=phone]": PHONE },
    lead: { lead_magnet },
    contact: { phone: PHONE },
  },
  {
    what: "a form of React, which is sent by script, emptied and removed at once",
    html: `<h2>${lead_magnet}</h2><div id="root"><form><input type="email" name="email"><button>Gửi</button></form></div><script>
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set, root = document.getElementById("root");
      root.addEventListener("input", ({ target }) => set.call(target, target.value.trim()));
      root.addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); set.call(event.target.querySelector("input"), ""); root.textContent = "Cảm ơn bạn!"; }, true);
    </script>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a field that a framework fills in by script",
    html: `<h2>${lead_magnet}</h2><form><input name="name"><input type="email" name="email"><button>Gửi</button></form><script>
      document.querySelector("[name=name]").addEventListener("change", () => { const email = document.querySelector("[name=email]");
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(email, "${EMAIL}"); email.dispatchEvent(new Event("input", { bubbles: true })); });</script>`,
    fill: { "[name=name]": "An Nguyễn 12345678" },
    lead: { lead_magnet },
    contact: { email: EMAIL },
  },
  {
    what: "a form that its button has put into the page",
    html: `<h2>${lead_magnet}</h2><button type="button" id="open">Đăng ký</button><script>document.getElementById("open").onclick = () => {
      document.body.insertAdjacentHTML("beforeend", '<div role="dialog"><h3>Ưu đãi riêng cho bạn</h3><form><input type="email" name="late"><button>Nhận</button></form></div>'); };</script>`,
    fill: { "#open": CLICK, "[name=late]": EMAIL },
    lead: { lead_magnet: "Ưu đãi riêng cho bạn" },
    contact: { email: EMAIL },
  },
  {
    what: "a form in a component",
    html: `<h2>Trang chủ</h2><shop-popup><template shadowrootmode="open"><div><h2>${lead_magnet}</h2><form id="in-shadow" onsubmit="return false"><input type="email" name="email"><input name="other"><button>Gửi</button></form></div></template></shop-popup>`,
    fill: { "[name=email]": EMAIL },
    lead: { lead_magnet, form_id: "in-shadow" },
    contact: { email: EMAIL },
  },
  {
    what: "a form in a component within a component, which the page names",
    html: `<div data-ws-lead="Thẻ thành viên"><a-b><template shadowrootmode="open"><c-d><template shadowrootmode="open"><form onsubmit="return false"><input type="tel" name="phone"><input type="submit" value="Gửi"></form></template></c-d></template></a-b></div>`,
    fill: { "[name=phone]": PHONE },
    by: ENTER,
    lead: { lead_magnet: "Thẻ thành viên" },
    contact: { phone: PHONE },
  },
  {
    what: "a form in a component that the page excludes",
    html: `<div data-ws-ignore><a-b><template shadowrootmode="open"><c-d><template shadowrootmode="open"><form onsubmit="return false"><input type="tel" name="phone"><button>Gửi</button></form></template></c-d></template></a-b></div>`,
    fill: { "[name=phone]": PHONE },
  },
  {
    what: "a log-in in a component",
    html: `<a-b><template shadowrootmode="open"><form onsubmit="return false"><input type="email" name="email"><input type="password"><button>Đăng nhập</button></form></template></a-b>`,
    fill: { "[name=email]": EMAIL },
  },
];
