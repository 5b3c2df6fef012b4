// Chromium for the tests: reads one JSON command a line, answers one JSON line. chromium.py is the other side.
// A command is [name, ...arguments]; the answer is {value} or {error}. There is one page at a time.
"use strict";
const { chromium } = require("playwright-core");
const fs = require("fs");
const readline = require("readline");

const TIMEOUT_MS = 15000;
let browser, context, page, problems = [];

function watch(p) {
  p.on("console", (m) => m.type() === "error" && problems.push(`console: ${m.text()} (${p.url()})`));
  p.on("pageerror", (e) => problems.push(`script: ${e.message} (${p.url()})`));
  p.on("requestfailed", (r) => r.failure().errorText !== "net::ERR_ABORTED" && problems.push // cut by going on to the next page
    (`request: ${r.url()}: ${r.failure().errorText}`));
  p.on("response", (r) => r.status() >= 400 && r.request().resourceType() !== "document" && problems.push(`${r.status()}: ${r.url()}`));
}

const does = {
  async open(options) {
    if (context) await context.close();
    context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", ...options });
    context.setDefaultTimeout(TIMEOUT_MS);
    page = await context.newPage();
    watch(page);
  },
  async goto(url) { const r = await page.goto(url, { waitUntil: "load" }); return r ? r.status() : 0; },
  async click(selector) { await Promise.all([page.waitForLoadState("load"), page.locator(selector).first().click()]); await page.waitForLoadState("load"); },
  async fill(selector, text) { await page.fill(selector, text); },
  async press(key) { await page.keyboard.press(key); },
  async url() { return page.url(); },
  async title() { return page.title(); },
  async text(selector) { return page.locator(selector).first().innerText(); },
  async texts(selector) { return page.locator(selector).allTextContents(); }, // also of what is not drawn yet
  async count(selector) { return page.locator(selector).count(); },
  async attribute(selector, name) { return page.locator(selector).first().getAttribute(name); },
  async links() { return page.locator("a[href], link[href]").evaluateAll((all) => all.map((a) => a.href)); },
  async evaluate(source) { return page.evaluate(source); },
  async size(width, height) { await page.setViewportSize({ width, height }); },
  async shot(path, full) { await page.screenshot({ path, fullPage: full }); },
  // Accessibility by axe-core; run by evaluation, which the pages' content security policy allows.
  async axe() {
    await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }));
    return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}${v.nodes.length > 3 ? ` and ${v.nodes.length - 3} more` : ""}`);
  },
  async problems() { const p = problems; problems = []; return p; },
};

async function main() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [name, ...args] = JSON.parse(line);
    let answer;
    try { answer = { value: (await does[name](...args)) ?? null }; } catch (e) { answer = { error: e.message.split("\n")[0] }; }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  await browser.close();
}
main().catch((e) => { process.stdout.write(JSON.stringify({ error: e.message }) + "\n"); process.exit(1); });
