"""What is measured: the bot, and its peers in their usual setup."""

from __future__ import annotations

from tests.benchmarks.running import Program

PTB = "python-telegram-bot echo"
ECHO = Program(PTB, "tests.benchmarks.peers.ptb_echo", one_at_a_time=True)
CONCURRENT = Program(f"{PTB}, concurrent_updates", "tests.benchmarks.peers.ptb_echo", arguments=["concurrent"])
ORM = Program(
    f"{PTB} + ORM insert, commit",
    "tests.benchmarks.peers.ptb_orm",
    {"DATABASE_URL": "sqlite:///said.sqlite3"},
    one_at_a_time=True,
)
AIOGRAM = Program("aiogram echo", "tests.benchmarks.peers.aiogram_echo")
FAST = Program(f"{PTB} over this bot's transport", "tests.benchmarks.peers.ptb_fast")
FAST_CORE = Program(
    f"{FAST.name} + Core insert, group commit",
    "tests.benchmarks.peers.ptb_core",
    {"DATABASE_URL": "sqlite:///said.sqlite3"},
)
"""Floors rather than peers: what the bot's own frame allows, before anything is read, thought about or remembered."""
PEERS = (ECHO, CONCURRENT, ORM, AIOGRAM, FAST, FAST_CORE)

ON_SQLITE, ON_POSTGRESQL = "should-i-call, SQLite", "should-i-call, PostgreSQL"

CALLED, ASKED = "/called Acme no answer", "/should_i_call"
FACT = "/interviewed Acme"
READ = ("I rang Acme yesterday and nobody picked up", "How long should I wait before I ring again?")
"""Free text, which takes more to read than commands do."""


def ours(url: str = "sqlite:///bot.sqlite3", name: str = ON_SQLITE) -> Program:
    """The bot on a database."""
    return Program(name, "bot", {"DATABASE_URL": url, "PINGS_A_SECOND": "1000"})


def jobs(count: int) -> list[Program]:
    """What keeps reminders, with so many due at once."""
    told = [str(count)]
    return [
        Program("python-telegram-bot JobQueue", "tests.benchmarks.peers.ptb_jobs", arguments=told),
        Program(
            "APScheduler, SQLAlchemy store",
            "tests.benchmarks.peers.apscheduler_store",
            {"DATABASE_URL": "sqlite:///jobs.sqlite3"},
            told,
        ),
    ]


def queue(count: int) -> Program:
    """A task queue on PostgreSQL, with so many tasks due at once."""
    return Program("procrastinate, PostgreSQL", "tests.benchmarks.peers.procrastinate_tasks", {}, [str(count)])
