import { usePage } from "../context.js";
import { ScrollFrame } from "../report/scroll-frame.js";
import { useWords } from "../words/define-words.js";
import { PLATFORMS } from "./platform-list.js";
import { SETUP } from "./words.js";

/** Where the tag goes on each platform, and which guide says more. */
export function Platforms() {
  const { language } = usePage();
  const say = useWords(SETUP);
  return (
    <details class="platforms">
      <summary>{say.platformsTitle}</summary>
      <ScrollFrame class="table-frame" label={say.platformsTitle}>
        <table class="report-table">
          <caption class="unseen">{say.platformsTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{say.platform}</th>
              <th scope="col">{say.place}</th>
              <th scope="col">{say.guide}</th>
            </tr>
          </thead>
          <tbody>
            {PLATFORMS.map(({ name, place, guide }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{place[language]}</td>
                <td>
                  <code>docs/install/{guide}.md</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </details>
  );
}
