# The least bot by aiogram: says every text back. Settings by the environment.
import logging
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

logging.disable()
server = TelegramAPIServer.from_base(os.environ["API_URL"])
bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=server))
dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    await bot.send_message(message.chat.id, message.text)


app = web.Application()
secret = os.environ["SECRET"]
SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, path="/hook")
web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None, access_log=None)
