// grammY with its conversations plugin; the conversation's state and every answer in SQLite, each commit synced.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.NODE_PATH}/`);
const { Bot, InlineKeyboard, webhookCallback } = require("grammy");
const { conversations, createConversation } = require("@grammyjs/conversations");
const Database = require("libsql");

const questions = JSON.parse(readFileSync(process.env.QUESTIONS, "utf8"));
const database = new Database(process.env.DATABASE_URL.replace("sqlite:///", ""));
database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
database.exec("CREATE TABLE states (key TEXT PRIMARY KEY, value TEXT)");
database.exec("CREATE TABLE answers (person INTEGER, number INTEGER, mark TEXT, PRIMARY KEY (person, number))");
const read = database.prepare("SELECT value FROM states WHERE key = ?");
const write = database.prepare("INSERT OR REPLACE INTO states VALUES (?, ?)");
const remove = database.prepare("DELETE FROM states WHERE key = ?");
const storage = {
  read: (key) => { const row = read.get(key); return row ? JSON.parse(row.value) : undefined; },
  write: (key, value) => { write.run(key, JSON.stringify(value)); },
  delete: (key) => { remove.run(key); },
};
const answer = database.prepare("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)");

function keyboard(number) {
  const found = new InlineKeyboard();
  for (const row of questions[number].rows) {
    for (const [text, data] of row) found.text(text, `${number}|${data}`);
    found.row();
  }
  return found;
}

async function interview(conversation, ctx) {
  const first = { reply_markup: keyboard(0), parse_mode: "HTML" };
  if (ctx.callbackQuery) await ctx.editMessageText(questions[0].text, first);
  else await ctx.reply(questions[0].text, first);
  for (let number = 0; number < questions.length; number++) {
    const next = await conversation.waitFor("callback_query:data");
    const mark = next.callbackQuery.data.split("|").slice(1).join("|");
    await conversation.external(() => { answer.run(next.from.id, number, mark); });
    await next.answerCallbackQuery();
    if (number + 1 < questions.length) {
      await next.editMessageText(questions[number + 1].text, { reply_markup: keyboard(number + 1), parse_mode: "HTML" });
    } else {
      await next.editMessageText("done", { reply_markup: new InlineKeyboard().text("again", "again") });
    }
  }
}

const bot = new Bot("42:BENCH", { client: { apiRoot: process.env.TELEGRAM_API_URL } });
bot.catch((error) => console.error(error));
bot.use(conversations({ storage }));
bot.use(createConversation(interview));
bot.command("start", (ctx) => ctx.conversation.enter("interview"));
bot.callbackQuery("again", async (ctx) => {
  await ctx.answerCallbackQuery();
  await ctx.conversation.enter("interview");
});
await bot.init();
const port = Number(process.env.WEBHOOK_PORT);
createServer(webhookCallback(bot, "http", { timeoutMilliseconds: 60_000 })).listen(port, "127.0.0.1");
await bot.api.setWebhook(`http://127.0.0.1:${port}/hook`);
