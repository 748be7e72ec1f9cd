"""Methods about the bot itself: who it is, its webhook, its commands and descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from .model import Json, refused
from .world import World

_SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


async def _get_me(world: World, _params: Json) -> Json:
    return world.me


async def _set_webhook(world: World, params: Json) -> bool:
    url = urlsplit(params["url"])
    if params["url"] and url.scheme != "https":
        raise refused("bad webhook: An HTTPS URL must be provided for webhook")
    if params["url"] and (url.port or 443) not in {80, 88, 443, 8443}:
        raise refused("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
        raise refused("secret token contains unallowed characters")
    if not 1 <= params.get("max_connections", 40) <= 100:
        raise refused("max_connections must be between 1 and 100")
    world.updates.allow(params.get("allowed_updates"))
    world.updates.webhook = params if params["url"] else None
    if params.get("drop_pending_updates"):
        world.updates.drop_all()
    world.pulse()
    return True


async def _delete_webhook(world: World, params: Json) -> bool:
    world.updates.webhook = None
    if params.get("drop_pending_updates"):
        world.updates.drop_all()
    world.pulse()
    return True


async def _get_webhook_info(world: World, _params: Json) -> Json:
    webhook = world.updates.webhook or {"url": ""}
    shown: Json = {"url": webhook["url"], "has_custom_certificate": "certificate" in webhook}
    shown["pending_update_count"] = len(world.updates.pending)
    if world.updates.webhook:
        shown["max_connections"] = webhook.get("max_connections", 40)
    if world.updates.allowed:
        shown["allowed_updates"] = world.updates.allowed
    return shown


def _language(params: Json) -> str:
    language = str(params.get("language_code", ""))
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise refused("invalid language code specified")
    return language


def _place(params: Json) -> tuple[str, str]:
    """Where commands are kept: scope and language."""
    scope = params.get("scope", {"type": "default"})
    if scope["type"] not in _SCOPES:
        raise refused(f'unknown scope type "{scope["type"]}"')
    return json.dumps(scope, sort_keys=True), _language(params)


async def _set_my_commands(world: World, params: Json) -> bool:
    commands: list[Json] = params["commands"]
    if len(commands) > 100:
        raise refused("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", command["command"]):
            raise refused("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise refused("BOT_COMMAND_DESCRIPTION_INVALID")
    names = [command["command"] for command in commands]
    if len(set(names)) != len(names):
        raise refused("the same command is given twice")
    world.commands[_place(params)] = commands
    return True


async def _get_my_commands(world: World, params: Json) -> list[Json]:
    return world.commands.get(_place(params), [])


async def _set_my_description(world: World, params: Json) -> bool:
    return _describe(world, "description", params, 512)


async def _set_my_short_description(world: World, params: Json) -> bool:
    return _describe(world, "short_description", params, 120)


async def _get_my_description(world: World, params: Json) -> Json:
    return {"description": world.descriptions.get(("description", _language(params)), "")}


async def _get_my_short_description(world: World, params: Json) -> Json:
    return {"short_description": world.descriptions.get(("short_description", _language(params)), "")}


def _describe(world: World, field: str, params: Json, longest: int) -> bool:
    text = str(params.get(field, ""))
    if len(text) > longest:
        raise refused(f"{field} must be at most {longest} characters")
    world.descriptions[field, _language(params)] = text
    return True


METHODS: dict[str, Callable[[World, Json], Awaitable[Any]]] = {
    "getMe": _get_me,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _get_webhook_info,
    "setMyCommands": _set_my_commands,
    "getMyCommands": _get_my_commands,
    "getMyDescription": _get_my_description,
    "getMyShortDescription": _get_my_short_description,
    "setMyDescription": _set_my_description,
    "setMyShortDescription": _set_my_short_description,
}
