"""The translations are whole, up to date and compiled; Qt's own words are among them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nobi_desktop.ui import i18n
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.window import MainWindow

BUILD = Path(__file__).parents[2] / "resources" / "i18n" / "build.py"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n_build", BUILD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sentence_is_translated(build: ModuleType, language: str) -> None:
    spoken = build.spoken()
    messages = build.context(build.read(language), "nobi").findall("message")
    assert {message.findtext("source") for message in messages} == set(spoken)
    for message in messages:
        source = message.findtext("source")
        translation = message.find("translation")
        assert translation.get("type") is None, f"{source!r} is unfinished"
        plural = message.get("numerus") == "yes"
        assert plural is spoken[source]
        forms = [f.text for f in translation] if plural else [translation.text]
        assert len(forms) == (build.PLURALS[language] if plural else 1)
        for form in forms:
            assert form
            places = set(re.findall(r"\{\w+\}", source))
            found = set(re.findall(r"\{\w+\}", form))
            assert found <= places
            assert places - found <= {"{n}"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_compiled_words_are_those_of_the_source(
    build: ModuleType, language: str, tmp_path: Path
) -> None:
    build.compile_to(language, tmp_path / "made.qm")
    kept = (BUILD.parent / f"nobi_{language}.qm").read_bytes()
    assert (tmp_path / "made.qm").read_bytes() == kept, "run python resources/i18n/build.py"


def test_values_are_put_in_once_and_as_they_are() -> None:
    assert t("Link: {url}", url="{n} {url} %n %1") == "Link: {n} {url} %n %1"
    assert t("{nothing} here") == "{nothing} here"


def test_a_setting_becomes_a_language() -> None:
    assert i18n.resolve("vi") == "vi"
    assert i18n.resolve("en") == "en"
    assert i18n.resolve("system") in i18n.LANGUAGES
    assert i18n.install("vi") == "vi"
    assert t("Unanswered") == "Chưa trả lời"
    assert i18n.install("en") == "en"
    assert t("Unanswered") == "Unanswered"


def _captions(menu: QMenu) -> list[str]:
    return [
        action.text().split("\t")[0].replace("&", "")
        for action in menu.actions()
        if action.text() and action.menu() is None
    ]


def test_qts_own_menus_speak_vietnamese(qtbot: QtBot) -> None:
    i18n.install("vi")
    wanted = ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]
    for field in (QLineEdit("chữ"), QPlainTextEdit("chữ")):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        assert _captions(menu) == wanted
        menu.deleteLater()


def test_qts_own_buttons_speak_vietnamese(qtbot: QtBot) -> None:
    i18n.install("vi")
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Cancel | kinds.Save | kinds.Close | kinds.Discard | kinds.Yes)
    qtbot.addWidget(box)
    said = {button.text().replace("&", "") for button in box.buttons()}
    assert said == {"Hủy", "Lưu", "Đóng", "Bỏ", "Có"}


def test_the_window_changes_its_language_while_it_stands(qtbot: QtBot, window: MainWindow) -> None:
    assert window.inbox.accessibleName() == "Conversations"
    i18n.install("vi")
    qtbot.waitUntil(lambda: window.inbox.accessibleName() == "Hội thoại")
    assert window.inbox.filters.accessibleName() == "Bộ lọc"
