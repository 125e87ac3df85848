"""The pages of the examples, made once, and a browser where there is one."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assessor.api import Result, assess
from assessor.language import Language, speaking
from assessor.loading.library import examples
from assessor.report import render

EXAMPLES = sorted(path.stem for path in examples())
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@cache
def result_of(name: str) -> Result:
    return assess(next(path for path in examples() if path.stem == name))


@cache
def page_of(name: str, layout: str = "html", language: Language = "en") -> str:
    result = result_of(name)
    with speaking(language):
        return render(result.assessment, result.pack, result.responses, layout, reasons=result.reasons())


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium without a window, a network or a profile of its own."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = tmp_path_factory.mktemp("chromium")
    for word in (
        "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", "hide-scrollbars", "disable-dev-shm-usage",
        "host-resolver-rules=MAP * ~NOTFOUND", f"user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(f"--{word}")
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


class Screen:
    """A page open in the browser, in a width and a colour scheme."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder

    def show(self, page: str, *, width: int = 1280, scheme: str = "light", media: str = "") -> "Screen":
        command = self.browser.execute_cdp_cmd
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        command("Emulation.setEmulatedMedia", {"media": media, "features": features})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        command("Emulation.setDeviceMetricsOverride", size)
        path = self.folder / "page.html"
        path.write_text(page, encoding="utf-8")
        self.browser.get(path.as_uri())
        return self

    def ask(self, expression: str) -> Any:
        return self.browser.execute_script(f"return {expression}")


@pytest.fixture
def screen(browser: Any, tmp_path: Path) -> Screen:
    return Screen(browser, tmp_path)
