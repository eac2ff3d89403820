// The least bot by grammY: says every text back. Settings by the environment.
import http from "node:http";
import { Bot, webhookCallback } from "grammy";

const { TOKEN, API_URL, PORT, SECRET } = process.env;
const bot = new Bot(TOKEN, { client: { apiRoot: API_URL } });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
http.createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(Number(PORT), "127.0.0.1");
