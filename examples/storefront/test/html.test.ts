import { expect, test } from "vitest";
import { html, type Part, textOf, trusted } from "../src/html.js";

test("text is escaped in content and in quoted attributes", () => {
  const hostile = `"><script>alert('1 & 2')</script>`;
  expect(textOf(html`<p title="${hostile}">${hostile}</p>`)).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;</p>',
  );
});

test("markup inside markup is not escaped again, and lists are joined", () => {
  expect(textOf(html`<ul>${[1, 2].map((item) => html`<li>${item}</li>`)}</ul>`)).toBe("<ul><li>1</li><li>2</li></ul>");
});

test("false, null and undefined print nothing, zero prints a zero", () => {
  expect(textOf(html`${false}${null}${undefined}${0}`)).toBe("0");
});

test("an object from outside cannot pass for markup", () => {
  const forged = JSON.parse('{"markup":"<b>"}') as Part;
  expect(() => textOf(html`${forged}`)).toThrow();
  expect(textOf(html`${trusted("<b>")}`)).toBe("<b>");
});
