import type { FastifyInstance } from "fastify";
import { frameOf } from "../catalogue.js";
import { isEmail, isPhone } from "../contact.js";
import { homePage } from "../pages/home.js";
import { couponPage, messagePage } from "../pages/message.js";
import { productPage, productsPage } from "../pages/products.js";
import { quizPage, quizResultPage } from "../pages/quiz.js";
import { QUESTIONS } from "../quiz.js";
import { readForm, readQuery, type Shop } from "../shop.js";

/** The pages one looks around in, and the two forms that make a lead. */
export function browseRoutes(app: FastifyInstance, { show }: Shop): void {
  app.get("/", (request, reply) => show(request, reply, homePage()));
  app.get("/kinh", (request, reply) => show(request, reply, productsPage(readQuery(request, "loai"))));
  app.get<{ Params: { id: string } }>("/kinh/:id", (request, reply) => {
    const frame = frameOf(request.params.id);
    if (frame === undefined) return reply.callNotFound();
    return show(request, reply, productPage(frame));
  });

  app.get("/trac-nghiem", (request, reply) => show(request, reply, quizPage()));
  app.post("/trac-nghiem", (request, reply) => {
    const form = readForm(request);
    if (!isEmail(form("email")) && !isPhone(form("phone")))
      return show(request, reply, quizPage("Cho mình xin e-mail hoặc số điện thoại để gửi kết quả nhé."));
    const answers = new URLSearchParams();
    for (const { id } of QUESTIONS) if (form(id)) answers.set(id, form(id));
    return reply.redirect(`/trac-nghiem/ket-qua?${answers}`, 303);
  });
  app.get("/trac-nghiem/ket-qua", (request, reply) => {
    const answers = { mat: readQuery(request, "mat"), dip: readQuery(request, "dip"), gu: readQuery(request, "gu") };
    return show(request, reply, quizResultPage(answers));
  });

  app.get("/nhan-ma", (request, reply) => show(request, reply, couponPage()));
  app.post("/nhan-ma", (request, reply) => {
    if (isEmail(readForm(request)("email"))) return reply.redirect("/nhan-ma", 303);
    return show(request, reply, messagePage("E-mail chưa đúng", "Bạn kiểm tra lại địa chỉ e-mail rồi gửi lại nhé.", 422));
  });
}
