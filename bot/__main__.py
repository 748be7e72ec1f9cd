"""The `should-i-call` command: the bot, two subcommands that answer at once, and what an operator needs beside it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

_ABOUT = """\
A bot for the weeks after a job interview: it says whether to call, and why.

Without a subcommand it starts the bot: on Telegram where TELEGRAM_BOT_TOKEN is set, else a conversation in this
terminal. Settings are read from the environment and from .env; .env.example explains each."""
_UNDERSTAND = """\
Reads messages from standard input, one JSON object a line, and prints for each one line of JSON: what the bot
understands of it. Nothing is recorded.

  text       what was written; all else may be left out
  now        when, an ISO date and time with its offset; else this moment
  time_zone  the person's zone, as Europe/Berlin; else the offset of `now`
  day_first  whether 3/4 is the third of April: true, false or null; else as in the country
  country    an ISO code, for holidays and the order of dates
  direction  where a bare date lies: past, future or mixed; else as the intent has it
  companies  the names of the person's companies

A line that cannot be read, or asks for something unknown, is answered by {"error": "…"} in its place and named with its
number on standard error; the exit code is 1 then."""
_UNDERSTAND_EXAMPLE = """\
example:
  echo '{"text": "I just called Acme, no answer", "companies": ["Acme"]}' | should-i-call understand"""
_BACKUP = "Writes what the database of DATABASE_URL holds to a new file. SQLite only; the bot may go on meanwhile."
_RESTORE = "Puts a backup in the place of DATABASE_URL's file, and keeps beside it what was there. Stop the bot first."
_COPY = (
    "Copies all rows of one database into an empty one and reads each back. Stop the bot first. An address with a "
    "password in it belongs into an environment variable: env:NAME reads it from there."
)
_WEBHOOK = "Has Telegram forget the webhook of TELEGRAM_BOT_TOKEN's bot, so that polling works; what waits is kept."
_CHECK = "Tries settings, database, token, webhook and libraries, and says in a line each what is wrong and what to do."
_ASK = "Answers a question about follow-up etiquette, in general: of your own interviews only the bot itself knows."


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what the command line asks for; without a subcommand, run the bot."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        if asked.version:
            _print_version()
        elif asked.command == "understand":
            _understand()
        elif asked.command == "ask":
            _ask(" ".join(asked.question).strip() or asked.parser.error("what is the question?"))
        elif asked.command:
            _operate(asked)
        else:
            # In huge pages, as it would ask for, mimalloc, the allocator within pyreqwest, takes 6 MB more.
            os.environ.setdefault("MIMALLOC_ALLOW_THP", "0")
            # Nothing of what is loaded is garbage; looking for some takes a tenth of the time.
            gc.disable()
            # Telegram and the database are loaded only where they are needed.
            from bot.start import start

            gc.freeze()
            gc.enable()
            start(_utc_now)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Who was reading has read enough; what is left in the buffer is not to fail again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("should-i-call", description=_ABOUT, formatter_class=raw)
    parser.add_argument("--version", action="store_true", help="print the version and end")
    commands = parser.add_subparsers(dest="command", metavar="subcommand")
    commands.add_parser(
        "understand",
        help="what the bot understands of messages, as JSON lines",
        description=_UNDERSTAND,
        epilog=_UNDERSTAND_EXAMPLE,
        formatter_class=raw,
    )
    ask = commands.add_parser("ask", help="answer a question about follow-up etiquette", description=_ASK)
    ask.add_argument("question", nargs="+", help="the question; it need not be quoted")
    ask.set_defaults(parser=ask)
    _add_operating(commands)
    return parser


def _add_operating(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commands.add_parser("check", help="try what the bot needs, and say what is wrong", description=_CHECK)
    backup = commands.add_parser("backup", help="back the database up while the bot runs", description=_BACKUP)
    backup.add_argument("file", type=Path, help="a new file")
    restore = commands.add_parser("restore", help="put a backup in the database's place", description=_RESTORE)
    restore.add_argument("file", type=Path, help="what `backup` wrote")
    database = commands.add_parser("db", help="copy a database into another", description=_COPY)
    copy = database.add_subparsers(dest="command", metavar="copy", required=True).add_parser("copy", description=_COPY)
    copy.add_argument("source", help="sqlite:///path, postgresql://… or env:NAME")
    webhook = commands.add_parser("webhook", help="go back from a webhook to polling", description=_WEBHOOK)
    webhook.add_subparsers(dest="command", metavar="delete", required=True).add_parser("delete", description=_WEBHOOK)
    copy.add_argument("target", help="an empty database, named likewise; a file is created")


def _print_version() -> None:
    from importlib.metadata import version

    print(f"should-i-call {version('should-i-call')}")


def _understand() -> None:
    from bot.understand import answer_lines

    def write(line: str) -> None:
        sys.stdout.write(line)
        sys.stdout.flush()

    if not answer_lines(sys.stdin.buffer, write, sys.stderr.write, _utc_now()):
        sys.exit(1)


def _ask(question: str) -> None:
    from rich.console import Console

    from bot.ask import answer_question

    answer_question(question, Console())


def _operate(asked: argparse.Namespace) -> None:
    from bot import operate

    if asked.command == "check":
        operate.check_all()
    elif asked.command == "backup":
        operate.backup(asked.file)
    elif asked.command == "restore":
        operate.put_back(asked.file)
    elif asked.command == "delete":
        operate.delete_webhook()
    else:
        operate.copy(asked.source, asked.target)


def _utc_now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
