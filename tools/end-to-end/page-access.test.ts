// The page for everybody: axe finds nothing serious in it, no text of a lattice is more than a text, motion can be off.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readPageScript, renderHtml, renderMermaid, renderSvg } from '@flake-lattice/lattice-page';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hostile, hostileDiagram } from '../../packages/lattice-page/src/diagram.fixture.js';
import { describeWithBrowser, type OpenedPage } from '../testing/browser.js';
import { type DrawnLattice, drawPage, settled, until } from './page.fixture.js';

const find = createRequire(import.meta.url).resolve;
const textOf = (name: string) => readFileSync(find(name), 'utf8');

async function faultsOf({ page }: OpenedPage): Promise<readonly unknown[]> {
  await page.evaluate(textOf('axe-core/axe.min.js'));
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 120))]))`);
}

describeWithBrowser('the page, for everybody', (open) => {
  let drawn: DrawnLattice;
  beforeAll(async () => {
    drawn = await drawPage(10);
  });
  afterAll(() => drawn?.project.remove());

  test.each(['light', 'dark'] as const)('axe finds nothing serious, %s', async (colorScheme) => {
    const opened = await open(drawn.file, { colorScheme, reducedMotion: 'reduce' });
    const { page } = opened;
    expect(await faultsOf(opened)).toEqual([]);
    await page.getByRole('searchbox').fill('node');
    await page.getByText('Filter', { exact: true }).click();
    expect(await faultsOf(opened)).toEqual([]);
    await page.getByText('Filter', { exact: true }).click();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await faultsOf(opened)).toEqual([]);
    await page.getByRole('button', { name: 'List' }).click();
    expect(await faultsOf(opened)).toEqual([]);
    await opened.keep(`page-list-${colorScheme}`);
    await page.context().close();
  });

  test('who listens has the list, and so has who runs no script', async () => {
    const { page } = await open(drawn.file);
    await until(page, "document.body.classList.contains('drawn')");
    await settled(page);
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    expect(nodes.filter(({ role }) => role?.value === 'rowheader')).toHaveLength(10);
    await page.context().close();
    const plain = await open(drawn.file, { javaScriptEnabled: false });
    expect(await plain.page.getByRole('rowheader', { name: 'node-7' }).isVisible()).toBe(true);
    await plain.page.context().close();
  });

  test('a narrow screen has the panel below', async () => {
    const { page, keep } = await open(drawn.file, { viewport: { width: 420, height: 800 } });
    await page.getByRole('searchbox').fill('node-7');
    await page.keyboard.press('Enter');
    await settled(page);
    const [panel, diagram] = [
      await page.locator('#panel').boundingBox(),
      await page.locator('#diagram').boundingBox(),
    ];
    expect(panel?.y).toBeGreaterThanOrEqual((diagram?.y ?? 0) + (diagram?.height ?? 0));
    await keep('page-narrow');
    await page.context().close();
  });

  test('no text of a lattice is anything but text', async () => {
    await drawn.project.write('hostile.html', renderHtml(hostileDiagram, { script: await readPageScript() }));
    const { page, requests, faults } = await open(join(drawn.project.root, 'hostile.html'));
    expect(await page.locator('#rows th').allTextContents()).toHaveLength(hostile.length);
    for (const text of hostile.slice(0, 3)) {
      await page.getByRole('searchbox').fill(text);
      await page.keyboard.press('Enter');
      await settled(page);
      expect(await page.locator('#panel h2').textContent()).toBe(text);
    }
    expect(await page.locator('img').count()).toBe(0);
    expect({ requests, faults }).toEqual({ requests: [], faults: [] });
    await page.context().close();
  });

  test('what would fetch or run something else is refused by the browser', async () => {
    const { page, faults } = await open(drawn.file);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))`,
    );
    await page.evaluate(`fetch('https://flake-lattice.invalid/').catch(() => {})`);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(faults.join('\n')).toMatch(/Content Security Policy/);
    await page.context().close();
  });

  test('a browser draws the picture, whatever its texts are', async () => {
    await drawn.project.write('hostile.svg', renderSvg(hostileDiagram));
    const { page, requests, faults } = await open(join(drawn.project.root, 'hostile.svg'));
    expect(await page.evaluate('document.querySelectorAll(".box").length')).toBe(hostile.length);
    expect(await page.evaluate('document.querySelectorAll("parsererror, img, script").length')).toBe(0);
    expect({ requests, faults }).toEqual({ requests: [], faults: [] });
    await page.context().close();
  });

  test('Mermaid reads the flowchart, whatever its texts are', async () => {
    await drawn.project.write('empty.html', '<!doctype html><title>Mermaid</title>');
    const { page } = await open(join(drawn.project.root, 'empty.html'));
    await page.addScriptTag({ path: join(find('mermaid/package.json'), '../dist/mermaid.min.js') });
    const drawnBy = async (text: string): Promise<readonly string[]> =>
      page.evaluate(async (source) => {
        const { mermaid } = globalThis as unknown as {
          mermaid: { render: (id: string, text: string) => Promise<{ svg: string }> };
        };
        const { svg } = await mermaid.render('drawn', source);
        const read = new (
          globalThis as unknown as {
            DOMParser: new () => {
              parseFromString: (
                text: string,
                type: string,
              ) => { querySelectorAll: (selector: string) => Iterable<{ textContent: string }> };
            };
          }
        ).DOMParser();
        return [...read.parseFromString(svg, 'text/html').querySelectorAll('.node .nodeLabel')].map(
          ({ textContent }) => textContent.trim(),
        );
      }, text);
    const plain = await drawn.project.run('graph', '--format', 'mermaid');
    expect(await drawnBy(plain.out)).toHaveLength(10);
    const names = await drawnBy(renderMermaid(hostileDiagram));
    expect(names).toHaveLength(hostile.length);
    expect(names).toContain('</script><img src=x onerror=alert(1)>');
    expect(names).toContain('end');
    await page.context().close();
  });
});
