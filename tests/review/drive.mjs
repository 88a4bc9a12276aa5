// Drives the review page in a real browser: every key, what is kept and what is exported, and a hostile text.
// Usage: node drive.mjs BROWSER PAGE [--hostile PAGE] [--big PAGE]

import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const [browserPath, page, ...rest] = process.argv.slice(2);
const extra = Object.fromEntries(rest.flatMap((word, i) => (word.startsWith("--") ? [[word.slice(2), rest[i + 1]]] : [])));
let checks = 0;

function hold(condition, what) {
  checks += 1;
  if (!condition) throw new Error(what);
}

const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

async function open(path, context) {
  const tab = await context.newPage();
  const complaints = [];
  tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  tab.on("pageerror", (error) => complaints.push(error.message));
  await tab.goto(`file://${path}`);
  return { tab, complaints };
}

const counts = (tab) => tab.locator("#counts").innerText();
const where = (tab) => tab.locator("#panel .where").innerText();
const press = async (tab, keys) => {
  for (const key of keys) await tab.keyboard.press(key);
};

try {
  const context = await browser.newContext({ acceptDownloads: true });
  const { tab, complaints } = await open(page, context);
  const total = Number((await counts(tab)).match(/^(\d+) open/)[1]);
  hold(total >= 3, "the page has at least three findings");
  hold((await tab.locator("h1").count()) === 1, "one heading of the first level");
  hold((await tab.locator("html").getAttribute("lang")) === "en", "the page tells its language");
  const nameless = await tab.evaluate(() => [...document.querySelectorAll("button")].filter((b) => !b.textContent.trim()).length);
  hold(nameless === 0, "every button has a name");
  const unlabelled = await tab.evaluate(
    () => [...document.querySelectorAll("input, select, textarea")].filter((f) => !f.labels || !f.labels.length).length,
  );
  hold(unlabelled === 0, "every field has a label");

  await press(tab, ["j"]);
  hold((await where(tab)).startsWith(`1 of ${total}`), "j goes to the first finding");
  await press(tab, ["j", "k"]);
  hold((await where(tab)).startsWith(`1 of ${total}`), "k goes back");
  await press(tab, ["k"]);
  hold((await where(tab)).startsWith(`1 of ${total}`), "k stays at the first");
  hold((await tab.locator("#live").innerText()).length > 0, "the finding is announced");
  hold((await tab.locator("mark.active").count()) > 0, "its place is lit");

  await press(tab, ["a"]);
  hold((await counts(tab)).includes("1 accepted"), "a accepts");
  hold((await where(tab)).startsWith(`2 of ${total}`), "and goes on to the next open one");
  await press(tab, ["r"]);
  hold((await counts(tab)).includes("1 rejected"), "r rejects");
  await press(tab, ["k", "u"]);
  hold((await counts(tab)).includes("0 rejected"), "u takes a decision back");
  await press(tab, ["r", "k", "e"]);
  await tab.keyboard.type("jar of notes");
  await press(tab, ["Escape"]);
  hold((await where(tab)).startsWith(`2 of ${total}`), "keys are no shortcuts while typing");
  hold((await tab.locator("#note").inputValue()) === "jar of notes", "e writes a note");

  await tab.reload();
  hold((await counts(tab)).includes("1 accepted") && (await counts(tab)).includes("1 rejected"), "decisions survive a reload");

  const [download] = await Promise.all([tab.waitForEvent("download"), press(tab, ["x"])]);
  const exported = JSON.parse(await readFile(await download.path(), "utf8"));
  hold(exported.version === 1 && exported.decisions.length === 2, "x exports the decisions");
  const [first, second] = exported.decisions;
  hold(first.state === "accepted" && second.state === "rejected" && second.note === "jar of notes", "with state and note, in order");
  hold(first.id && first.file && first.check, "and what they are about");

  const fixable = await tab.evaluate(() => JSON.parse(document.getElementById("data").textContent).files.flatMap((f) => f.findings).findIndex((f) => f.fix));
  hold(fixable >= 0, "the page has a finding with a fix");
  await press(tab, Array(fixable + 1).fill("j"));
  await press(tab, ["f"]);
  hold((await tab.locator("#article ins, #article del").count()) > 0, "f shows the fix in the text");
  await press(tab, ["f"]);
  hold((await tab.locator("#article ins, #article del").count()) === 0, "and takes it away");

  await press(tab, ["/"]);
  await tab.keyboard.type("nothing-has-this-text");
  hold((await tab.locator("#panel").innerText()).includes("Nothing to show"), "/ searches");
  await tab.locator("#search").fill("");
  await press(tab, ["Escape"]);
  await tab.locator("#by-state").selectOption("accepted");
  hold((await counts(tab)).includes("1 shown"), "the state filters");
  await tab.locator("#by-state").selectOption("");
  await tab.locator("#by-confidence").fill("100");
  hold((await counts(tab)).includes("shown"), "the confidence filters");
  await tab.locator("#by-confidence").fill("0");
  await tab.locator("#by-confidence").press("Escape");
  await press(tab, ["?"]);
  hold(await tab.locator("#help").isVisible(), "? shows the keys");
  await press(tab, ["Escape"]);
  hold(!(await tab.locator("#help").isVisible()), "Esc closes them");
  await press(tab, ["n", "p"]);

  const fresh = await browser.newContext();
  const other = await open(page, fresh);
  await other.tab.locator("#import").setInputFiles({ name: "d.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(exported)) });
  await other.tab.waitForFunction(() => document.getElementById("counts").textContent.includes("1 rejected"));
  checks += 1;
  await other.tab.locator("#import").setInputFiles({ name: "d.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await other.tab.waitForFunction(() => document.getElementById("live").textContent.includes("no decisions"));
  checks += 1;
  hold(complaints.length === 0 && other.complaints.length === 0, `the console is silent: ${complaints.concat(other.complaints)}`);

  if (extra.hostile) {
    const { tab: hostile, complaints: heard } = await open(extra.hostile, await browser.newContext());
    const ran = await hostile.evaluate(() => Boolean(window.hacked));
    hold(!ran, "a hostile text does not run");
    hold((await hostile.locator("#article script, #article img, #article iframe").count()) === 0, "and makes no elements");
    hold((await hostile.locator("#article").innerText()).includes("window.hacked"), "it is shown as text");
    const blocked = await hostile.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.hacked = true";
      document.body.append(script);
      return !window.hacked;
    });
    hold(blocked, "the content security policy stops what is not the page's own");
    hold(heard.length <= 1, `nothing else complains: ${heard}`);
  }

  if (extra.big) {
    const started = Date.now();
    const { tab: big } = await open(extra.big, await browser.newContext());
    await big.waitForFunction(() => document.getElementById("counts").textContent);
    hold(Date.now() - started < 20_000, "ten thousand findings open");
    const pressed = Date.now();
    await press(big, Array(200).fill("j"));
    hold((await where(big)).startsWith("200 of "), "and j walks through them");
    console.log(`big page: open ${pressed - started} ms, 200 steps ${Date.now() - pressed} ms`);
  }
  console.log(`ok ${checks} checks`);
} catch (error) {
  console.error(`failed after ${checks} checks: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
