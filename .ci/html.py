"""Opens an HTML report in headless Chromium and checks what a reader sees.

    python3 html.py CHROMIUM REPORT SCREENSHOT

Speaks the DevTools protocol over Chromium's pipe: JSON, a NUL after each message. Ends with an error at the first thing that does not hold.
"""

import base64
import json
import os
import re
import subprocess
import sys
import tempfile

# Contrast of text as WCAG 2.1 asks for at level AA (1.4.3): each element that holds text of its own, against what lies behind it.
CONTRAST = """
(() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = numbers(colour).slice(0, 3).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((numbers(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  let worst = [21, ""];
  for (const element of document.body.querySelectorAll("*")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < worst[0]) worst = [contrast, element.outerHTML.slice(0, 120)];
  }
  return worst;
})()
"""


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


class Browser:
    def __init__(self, chromium, profile):
        to_read, self.to = os.pipe()
        self.from_, to_write = os.pipe()
        flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --no-first-run --remote-debugging-pipe"
        script = f'exec "$0" {flags} --user-data-dir="$1" 3<&{to_read} 4>&{to_write}'
        self.process = subprocess.Popen(["bash", "-c", script, chromium, profile], pass_fds=(to_read, to_write), stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.session, self.buffer, self.events = 0, None, b"", []

    def read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.from_, 1 << 20)
            check(piece, "Chromium ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                check("error" not in answer, f"{method}: {answer.get('error')}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, event):
        while not any(known.get("method") == event for known in self.events):
            self.events.append(self.read())

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        check("exceptionDetails" not in result, f"{expression}: {result.get('exceptionDetails')}")
        return result["result"].get("value")


def examine(browser, report, screenshot):
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Network", "Log"):
        browser.call(f"{domain}.enable")
    browser.call("Emulation.setDeviceMetricsOverride", width=1000, height=1300, deviceScaleFactor=1, mobile=False)
    browser.call("Page.navigate", url=f"file://{os.path.realpath(report)}")
    browser.wait("Page.loadEventFired")

    # A reader sees the verdict first, then everything else under headings.
    folded = browser.value("document.body.innerText")
    browser.value("document.querySelectorAll('details').forEach(part => part.open = true)")
    text = browser.value("document.body.innerText")
    browser.value("document.querySelectorAll('details').forEach(part => part.open = false)")
    check("us-ssn" in text and len(folded) < len(text), "long parts can be folded")
    headings = browser.value("[...document.querySelectorAll('h1, h2')].map(h => h.innerText)")
    check(re.fullmatch(r"\d+ findings? to fix.*", headings[0]), f"the verdict is first: {headings}")
    wanted = ["Overview", "Findings", "By folder", "By control", "What was not scanned", "Accepted findings", "The scan"]
    check(headings[1:] == wanted, f"headings: {headings}")
    for part in [
        "us-ssn",  # a class
        "clinic/intake-service",  # a folder
        "164.312",  # a control of HIPAA
        "IA-5(7)",  # one of NIST
        "image.bin",  # what was not scanned
        "names a cache entry",  # why something was accepted
    ]:
        check(part in text, f"`{part}` is not to be seen")
    check(browser.value("document.querySelectorAll('th:not([scope])').length") == 0, "every heading of a table says what it heads")
    check(browser.value("document.documentElement.lang") == "en", "the page says its language")
    check(browser.value("document.querySelectorAll('script, link, iframe, img, object, embed').length") == 0, "nothing is loaded or run")

    # Light and dark.
    colours = {}
    for scheme in ("dark", "light"):
        browser.call("Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": scheme}])
        colours[scheme] = browser.value("getComputedStyle(document.body).backgroundColor")
        contrast, where = browser.value(CONTRAST)
        print(f"{scheme}: worst contrast {contrast:.2f}")
        check(contrast >= 4.5, f"{scheme}: contrast of {contrast:.2f} at {where}")
    check(colours["dark"] != colours["light"], f"light and dark are the same: {colours}")
    with open(screenshot, "wb") as file:
        file.write(base64.b64decode(browser.call("Page.captureScreenshot", format="png")["data"]))

    # On a telephone nothing has to be scrolled sideways.
    browser.call("Emulation.setDeviceMetricsOverride", width=320, height=800, deviceScaleFactor=1, mobile=True)
    check(browser.value("document.documentElement.scrollWidth") <= 320, "320 pixels are wide enough")

    # On paper: A4, 595 by 842 points.
    browser.call("Emulation.clearDeviceMetricsOverride")
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    paper = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
    boxes = {tuple(round(float(number)) for number in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper)}
    check(boxes == {(0, 0, 595, 842)}, f"pages are A4: {boxes}")
    with open(f"{screenshot}.pdf", "wb") as file:
        file.write(paper)
    printed = subprocess.run(["pdftotext", f"{screenshot}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    # What is folded on the screen is on the paper all the same.
    for part in ["image.bin", "cache entry", "164.312"]:
        check(part in " ".join(printed.split()), f"`{part}` is not printed")
    pages = len(re.findall(rb"/Type\s*/Page[^s]", paper))
    print(f"printed: {pages} pages of A4")

    # Nothing but the file itself was asked for, and nothing was complained of.
    asked = [event["params"]["request"]["url"] for event in browser.events if event.get("method") == "Network.requestWillBeSent"]
    check([url for url in asked if not url.startswith("file://")] == [] and len(asked) == 1, f"requests: {asked}")
    said = [event["params"]["entry"]["text"] for event in browser.events if event.get("method") == "Log.entryAdded"]
    check(said == [], f"the console says: {said}")


def main():
    chromium, report, screenshot = sys.argv[1:]
    # Chromium's children outlive it for a moment and may still write to the profile: what is left of it is no failure of the report.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(chromium, profile)
        try:
            examine(browser, report, screenshot)
        finally:
            browser.process.kill()
            browser.process.wait()


main()
