"""python-telegram-bot's echo bot that also keeps each message: SQLAlchemy's ORM, a session and a commit for each."""

from __future__ import annotations

import os

from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.benchmarks.peers.settings import PTB_URL, TOKEN


class Base(DeclarativeBase):
    """The tables."""


class Said(Base):
    """What somebody said."""

    __tablename__ = "said"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]
    text: Mapped[str]


engine = create_engine(os.environ["DATABASE_URL"])


@event.listens_for(engine, "connect")
def _durably(connection, _record) -> None:  # type: ignore[no-untyped-def]
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


async def keep_and_echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Keep what was said, then say the same."""
    assert update.message
    with Session(engine) as session:
        session.add(Said(person_id=update.message.chat_id, text=update.message.text or ""))
        session.commit()
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Run the bot."""
    Base.metadata.create_all(engine)
    application = Application.builder().token(TOKEN).base_url(PTB_URL).build()
    application.add_handler(MessageHandler(filters.TEXT, keep_and_echo))
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()
