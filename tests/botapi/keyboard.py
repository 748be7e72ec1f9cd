"""Reply markups beyond their types: what makes a keyboard one that Telegram takes."""

from __future__ import annotations

import re

from .model import Json, refused

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_MOST_BUTTONS = 100
_MOST_IN_A_ROW = 8


def checked_markup(markup: Json | None) -> Json | None:
    """The markup, None for an inline keyboard without buttons; raises ApiError for one Telegram would refuse."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return _checked_inline(markup)
    if "keyboard" in markup:
        for button in (button for row in markup["keyboard"] for button in row):
            _check_label(button, "keyboard button")
            if sum(name.startswith("request_") for name in button) > 1:
                raise refused("can't parse keyboard button: exactly one request is allowed")
        if not 1 <= len(markup.get("input_field_placeholder", "?")) <= 64:
            raise refused("input_field_placeholder must be of 1 to 64 characters")
    if markup.get("remove_keyboard") is False or markup.get("force_reply") is False:
        raise refused("remove_keyboard and force_reply can only be True")
    return markup


def _checked_inline(markup: Json) -> Json | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    for button in (button for row in rows for button in row):
        _check_inline_button(button)
    if sum(len(row) for row in rows) > _MOST_BUTTONS or any(len(row) > _MOST_IN_A_ROW for row in rows):
        raise refused("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def _check_inline_button(button: Json) -> None:
    _check_label(button, "inline keyboard button")
    actions = [name for name in _ACTIONS if name in button]
    if not actions or button.get("callback_data") == "":
        raise refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise refused(f"can't parse inline keyboard button: exactly one action is allowed, not {' and '.join(actions)}")
    if len(button.get("callback_data", "").encode()) > 64:
        raise refused("BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?://[^\s/]+\.[^\s/]|tg://)", button["url"]):
        raise refused(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise refused("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", "primary") not in {"primary", "success", "danger"}:
        raise refused("BUTTON_STYLE_INVALID")


def _check_label(button: Json, what: str) -> None:
    if not button["text"].strip():
        raise refused(f"can't parse {what}: its text must be non-empty")
