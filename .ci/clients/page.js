// Opens each page in Chromium: no script, no request, no error, nothing wider than the window, nothing that axe-core finds,
// filters that work from the keyboard, and a PDF with everything that is folded away on the screen.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import puppeteer from 'puppeteer-core';
import axe from 'axe-core';

const folder = process.argv[2];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, userDataDir: path.join(folder, 'profile'),
});
const problems = [];
const expect = (name, is, what) => { if (!is) problems.push(`${name}: ${what}`); };

async function open(file, bypass) {
  const page = await browser.newPage();
  await page.setBypassCSP(bypass);
  const seen = [];
  page.on('console', (message) => seen.push(message.text()));
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('dialog', async (dialog) => { seen.push(`dialog ${dialog.message()}`); await dialog.dismiss(); });
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) seen.push(request.url());
  });
  return {page, seen};
}

for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
  const whole = path.join(folder, file);
  const {page, seen} = await open(whole, false);
  for (const [width, scheme] of [[1200, 'light'], [1200, 'dark'], [400, 'light'], [400, 'dark']]) {
    await page.setViewport({width, height: 900});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.goto(pathToFileURL(whole).href);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(file, wide <= 0, `${wide} pixels wider than a window of ${width}`);
  }
  await page.setViewport({width: 1200, height: 900});
  const chips = await page.$$eval('.chips input', (inputs) => inputs.map((input) => input.id));
  // The first stop is the link past everything, then what the head links to, then the filters, by arrow keys.
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.id === 'f-all')) break;
  }
  expect(file, await page.evaluate(() => document.activeElement.id === 'f-all'), 'the filters cannot be reached by Tab');
  for (const chip of chips.slice(1)) {
    await page.keyboard.press('ArrowRight');
    const shown = await page.evaluate(() => [...document.querySelectorAll('.claim')].filter((claim) => claim.checkVisibility())
      .map((claim) => claim.className));
    const wanted = chip.replace('f-', '');
    expect(file, shown.length > 0 && shown.every((names) => names.split(' ').includes(wanted)), `${chip} shows ${shown}`);
  }
  await page.evaluate(() => { document.getElementById('f-all').checked = true; });
  await page.emulateMediaType('print');
  const folded = await page.evaluate(() => [...document.querySelectorAll('.claim dl')].filter((list) => !list.checkVisibility()).length);
  expect(file, folded === 0, `${folded} lists are not printed`);
  const pdf = await page.pdf({path: whole.replace('.html', '.pdf'), format: 'A4'});
  expect(file, pdf.length > 5000, 'the PDF is empty');
  expect(file, seen.length === 0, `it did or asked for: ${seen}`);
  await page.close();

  for (const [width, scheme] of [[1200, 'light'], [400, 'dark']]) {
    const {page} = await open(whole, true);
    await page.setViewport({width, height: 900});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.goto(pathToFileURL(whole).href);
    await page.evaluate(axe.source);
    const found = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
    for (const violation of found.violations) {
      const where = violation.nodes.slice(0, 2).map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`);
      problems.push(`${file} (${width}, ${scheme}): ${violation.id}: ${where.join(' | ')}`);
    }
    await page.close();
  }
  console.log(`${file}: looked at in Chromium at 1200 and 400 pixels, light and dark, printed, and by axe-core`);
}
await browser.close();
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
