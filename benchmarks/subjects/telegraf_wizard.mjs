// Telegraf's wizard scene, its session in memory.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_PATH}/`);
const { Telegraf, Scenes, session, Markup } = require("telegraf");

const questions = JSON.parse(readFileSync(process.env.QUESTIONS, "utf8"));

function keyboard(number) {
  return Markup.inlineKeyboard(
    questions[number].rows.map((row) => row.map(([text, data]) => Markup.button.callback(text, `${number}|${data}`))),
  );
}

async function ask(ctx, number) {
  const card = { parse_mode: "HTML", ...keyboard(number) };
  if (ctx.callbackQuery) await ctx.editMessageText(questions[number].text, card);
  else await ctx.reply(questions[number].text, card);
}

const begin = async (ctx) => {
  ctx.wizard.state.answers = {};
  await ask(ctx, 0);
  return ctx.wizard.next();
};
const steps = questions.map((_, number) => async (ctx) => {
  if (!ctx.callbackQuery) return;
  ctx.wizard.state.answers[number] = ctx.callbackQuery.data.split("|").slice(1).join("|");
  await ctx.answerCbQuery();
  if (number + 1 < questions.length) await ask(ctx, number + 1);
  else await ctx.editMessageText("done", Markup.inlineKeyboard([Markup.button.callback("again", "again")]));
  return ctx.wizard.next();
});
const again = async (ctx) => {
  await ctx.answerCbQuery();
  await ctx.scene.reenter();
};

const bot = new Telegraf("42:BENCH", { telegram: { apiRoot: process.env.TELEGRAM_API_URL }, handlerTimeout: 600_000 });
bot.use(session());
bot.use(new Scenes.Stage([new Scenes.WizardScene("interview", begin, ...steps, again)]).middleware());
bot.start((ctx) => ctx.scene.enter("interview"));
bot.catch((error) => console.error(error));
const port = Number(process.env.WEBHOOK_PORT);
createServer(bot.webhookCallback("/hook")).listen(port, "127.0.0.1");
await bot.telegram.setWebhook(`http://127.0.0.1:${port}/hook`);
