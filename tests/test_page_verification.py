"""Whether a file is ours, in a real browser: dropped or chosen beside the history, answered in the person's words."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from pipeline.encoder import encode
from tests.browsing import look_back, serious
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

DROP = """async ([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(".verify summary").dispatchEvent(drop);
}"""


@pytest.fixture(scope="module")
def signed(api):
    wish = {"user_id": "мой файл", "metadata": {"product": "house", "width": 320, "height": 256}, "seed": 77}
    content = base64.b64decode(api.post("/api/generate", json=wish).json()["image"])
    wait_until(lambda: api.post("/verify", files={"file": content}).json()["ours"])  # once MongoDB has it
    return content


def send(page, name, content):
    page.locator(".verify [name=file]").set_input_files([{"name": name, "mimeType": "image/png", "buffer": content}])


def resaved(content):
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(out, "JPEG", quality=60)
    return out.getvalue()


def stranger():
    noise = np.random.default_rng(3).integers(0, 256, (24, 24, 3)).astype(np.uint8)
    return encode(np.kron(noise, np.ones((8, 8, 1))).astype(np.uint8), "png")


def test_file_is_told_to_be_ours_or_not(open_page, signed):
    page = open_page("мой файл", locale="ru", width=390, height=844)
    look_back(page, "История")
    expect(page.locator(".album-work")).to_have_count(1)
    page.locator(".verify summary").press("Enter")
    expect(page.get_by_label("Перетащите сюда картинку или выберите её")).to_be_visible()
    send(page, "наша.png", signed)
    answer = page.locator(".verified")
    expect(answer.locator("h2")).to_have_text("Это наша картинка, без изменений")
    expect(answer).to_contain_text("действительна")
    expect(answer).to_contain_text("пробным ключом")
    expect(answer.locator("h2")).to_be_in_viewport()
    expect(page.locator(".verify [data-file]")).to_have_text("наша.png. Перетащите или выберите другую")
    expect(answer).to_contain_text("Пользователь мой файл")
    findings = [serious(page)]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    answer.get_by_role("button", name="Открыть в истории").last.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".verify summary").click()
    expect(answer).to_be_hidden()
    page.evaluate(DROP, ["переслали.jpg", base64.b64encode(resaved(signed)).decode()])
    expect(answer.locator("h2")).to_have_text(re.compile("Это наша картинка, но файл другой"))
    expect(answer).to_contain_text("Подпись\nнет", use_inner_text=True)
    send(page, "чужая.png", stranger())
    expect(answer.locator("h2")).to_have_text("Среди картинок, которые вам видны, такой нет")
    expect(answer.locator("img")).to_have_count(0)
    send(page, "большая.png", bytes(16 * 2**20 + 1))
    expect(page.locator(".verify-room .notice")).to_contain_text("Файл больше 16 МБ")
    findings.append(serious(page))
    assert findings == [[], []]
