import type { Face } from "../catalogue.js";
import { type Html, html } from "../html.js";
import { type Answers, QUESTIONS, QUIZ_TITLE, type Question, recommendFrames } from "../quiz.js";
import type { View } from "../view.js";
import { faceOf } from "./face.js";
import { productCard } from "./product-card.js";

const question = ({ id, text, answers }: Question, index: number): Html => html`<fieldset class="question">
  <legend><span class="step">${index + 1}</span> ${text}</legend>
  <div class="answers">${answers.map(
    (answer) => html`<label class="answer">
    <input type="radio" name="${id}" value="${answer.id}" data-testid="quiz-${id}-${answer.id}">
    ${id === "mat" && faceOf(answer.id as Face)}
    <strong>${answer.text}</strong> <small>${answer.hint}</small>
  </label>`,
  )}</div>
</fieldset>`;

/** The lead magnet: an ordinary form with a name. Waystitch records who sends it, with no code here or in the page. */
export const quizPage = (problem?: string): View => ({
  title: QUIZ_TITLE,
  ...(problem === undefined ? {} : { status: 422 }),
  body: html`<section class="narrow">
  <h1>${QUIZ_TITLE}</h1>
  <p class="lead">Ba câu hỏi thôi. Câu nào chưa chắc, cứ bỏ qua.</p>
  <form id="trac-nghiem" name="${QUIZ_TITLE}" method="post" action="/trac-nghiem">
    ${QUESTIONS.map(question)}
    <fieldset class="question contact" data-any-of>
      <legend><span class="step">4</span> Gửi kết quả cho bạn qua đâu?</legend>
      <p id="quiz-hint">Chỉ cần e-mail hoặc số điện thoại. Kết quả hiện ra ngay ở trang sau.</p>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <div class="fields">
        <label>E-mail <input name="email" type="email" autocomplete="email" aria-describedby="quiz-hint" data-testid="quiz-email"></label>
        <label>Số điện thoại
          <input name="phone" type="tel" autocomplete="tel" inputmode="tel" aria-describedby="quiz-hint" data-testid="quiz-phone">
        </label>
      </div>
      <button class="wide" data-testid="quiz-submit">Xem mẫu kính của mình</button>
    </fieldset>
  </form>
</section>`,
});

/** What fits the answers. */
export function quizResultPage(answers: Answers): View {
  const chosen = QUESTIONS.flatMap(({ id, answers: known }) => known.filter((answer) => answer.id === answers[id]).map(({ text }) => text));
  return {
    title: "Kính hợp với bạn",
    body: html`<section>
  <h1>Ba mẫu này hợp với bạn.</h1>
  <p class="lead">${chosen.length > 0 ? `Theo câu trả lời: ${chosen.join(", ")}.` : "Ba mẫu dễ đeo nhất của tiệm, hợp với hầu hết gương mặt."}</p>
  <ul class="cards three" data-testid="quiz-result">${recommendFrames(answers).map(productCard)}</ul>
  <p><a href="/trac-nghiem">Làm lại trắc nghiệm</a></p>
</section>`,
  };
}
