// The page that flake-lattice graph draws, in a real browser and from disk: by pointer and by keys alone, at three sizes.

import type { Diagram } from '@flake-lattice/lattice-page';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeWithBrowser, type OpenedPage } from '../testing/browser.js';
import { type DrawnLattice, drawPage, litOf, placeOf, settled, until } from './page.fixture.js';

const sizes = [10, 1_000, 5_000];

describeWithBrowser('the page', (open) => {
  describe.each(sizes)('of %i nodes', (size) => {
    let drawn: DrawnLattice;
    let opened: OpenedPage;
    let diagram: Diagram;
    const above = (name: string) => {
      const found = new Set([name]);
      for (const node of diagram.nodes)
        if (node.extends.some((below) => found.has(below))) found.add(node.name);
      return [...found].sort();
    };

    beforeAll(async () => {
      drawn = await drawPage(size);
      const told = await drawn.project.run('graph', '--json');
      diagram = JSON.parse(told.out);
      opened = await open(drawn.file, { colorScheme: 'light' });
    });
    afterAll(async () => {
      await opened?.page.context().close();
      await drawn?.project.remove();
    });

    test('is drawn, in light and dark, and asks for nothing', async () => {
      const { page, requests, faults, keep } = opened;
      expect(await page.title()).toBe('Lattice: lattice.toml');
      expect(await page.locator('#rows tr').count()).toBe(size);
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await ground();
      await keep(`page-${size}-light`);
      await page.getByRole('button', { name: 'Theme' }).click();
      await settled(page);
      expect(await ground()).not.toBe(light);
      await keep(`page-${size}-dark`);
      await page.getByRole('button', { name: 'Theme' }).click();
      await settled(page);
      expect({ requests, faults }).toEqual({ requests: [], faults: [] });
    });

    test('a node is searched for, opened, and its panel read', async () => {
      const { page, keep } = opened;
      await page.getByRole('searchbox').fill('number 7');
      expect(await page.locator('#results .count').textContent()).toMatch(new RegExp(` of ${size} nodes$`));
      await page.getByRole('searchbox').fill('node-7');
      await page.keyboard.press('Enter');
      await settled(page);
      const panel = page.locator('#panel');
      const node = diagram.nodes.find(({ name }) => name === 'node-7');
      expect(await panel.locator('h2').textContent()).toBe('node-7');
      const text = (await panel.textContent()) ?? '';
      for (const part of [node?.description, `rank ${node?.rank}`, 'generated/node-7/flake.nix', 'path:../'])
        expect(text).toContain(part);
      const leaf = node?.config.find(({ key }) => key.startsWith('own-7'));
      expect(text).toContain(`node-7, lattice.toml:${leaf?.line}`);
      expect(text).toContain('None is known of here');
      await keep(`page-${size}-panel`);
    });

    test('a click lights what is above and below', async () => {
      const { page } = opened;
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Show all' }).click();
      await settled(page);
      const { x, y } = await placeOf(page, 'node-1');
      await page.mouse.click(x, y);
      await settled(page);
      expect(await page.locator('#panel h2').textContent()).toBe('node-1');
      expect(await litOf(page, 'above')).toEqual(above('node-1'));
      expect(await litOf(page, 'below')).toEqual(['config-seed', 'node-1']);
      await opened.keep(`page-${size}-lit`);
    });

    test('chosen nodes are joined and met', async () => {
      const { page } = opened;
      await page.getByRole('button', { name: 'clear' }).click();
      await page.getByRole('button', { name: 'Show all' }).click();
      await settled(page);
      for (const name of ['node-2', 'node-3']) {
        const { x, y } = await placeOf(page, name);
        await page.keyboard.down('Shift');
        await page.mouse.click(x, y);
        await page.keyboard.up('Shift');
      }
      const nodesOf = async (kind: 'join' | 'meet') => {
        const { out } = await drawn.project.run(kind, 'node-2', 'node-3');
        return out.trim().split('\n').sort();
      };
      await page.getByRole('button', { name: 'join' }).click();
      await settled(page);
      expect(await litOf(page, 'below')).toEqual(await nodesOf('join'));
      await page.getByRole('button', { name: 'meet' }).click();
      await settled(page);
      expect(await litOf(page, 'below')).toEqual(await nodesOf('meet'));
    });

    test('drags and the wheel move it, and filters make nodes stand back', async () => {
      const { page } = opened;
      await page.getByRole('button', { name: 'clear' }).click();
      const before = await placeOf(page, 'config-seed');
      await page.mouse.move(700, 120);
      await page.mouse.down();
      await page.mouse.move(760, 150, { steps: 4 });
      await page.mouse.up();
      await settled(page);
      const after = await placeOf(page, 'config-seed');
      expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([60, 30]);
      await page.mouse.wheel(0, -400);
      await settled(page);
      expect(await page.evaluate('latticePage.state.camera.scale')).toBeGreaterThan(0);
      await page.getByRole('searchbox').fill('');
      await page.getByText('Filter', { exact: true }).click();
      await page.getByRole('checkbox', { name: /^shell/ }).uncheck();
      await settled(page);
      const left = await page.evaluate('latticePage.state.found.size');
      expect(left).toBe(diagram.nodes.filter(({ template }) => template !== 'shell').length);
      await page.getByRole('checkbox', { name: /^shell/ }).check();
      await page.getByText('Filter', { exact: true }).click();
    });

    test('the keyboard alone is enough', async () => {
      const { page } = opened;
      await page.reload();
      const at = (what: string) => page.locator('#diagram').getAttribute(`data-${what}`);
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
        await settled(page);
      };
      while ((await page.evaluate('document.activeElement.id')) !== 'diagram') await press('Tab');
      await press('ArrowUp');
      expect(await at('cursor')).toBe('config-seed');
      await press('ArrowUp');
      const first = (await at('cursor')) ?? '';
      expect(diagram.nodes.find(({ name }) => name === first)?.covers).toContain('config-seed');
      expect(await page.locator('#said').textContent()).toContain(
        `${first}, shell, rank 1, builds upon config-seed`,
      );
      await press('ArrowDown');
      expect(await at('cursor')).toBe('config-seed');
      await press('End', 'Enter');
      expect(await at('opened')).toBe(diagram.nodes.at(-1)?.name);
      await until(page, "document.activeElement.id === 'panel'");
      await press('Escape');
      expect(await at('opened')).toBe('');
      expect(await page.evaluate('document.activeElement.id')).toBe('diagram');
      await press('/');
      await page.keyboard.type('node-4');
      await press('Enter');
      expect(await at('opened')).toBe('node-4');
      await press('Escape', ' ', 'ArrowDown', ' ', 'j');
      expect(await page.locator('#said').textContent()).toMatch(/^join node-4 ∨ /);
      const scale = () => page.evaluate('latticePage.state.camera.scale');
      const wide = await scale();
      await press('+');
      expect(await scale()).toBeGreaterThan(wide as number);
      await press('0');
      expect(opened.faults).toEqual([]);
    });

    test('the list has the same in words', async () => {
      const { page } = opened;
      await page.getByRole('button', { name: 'List' }).click();
      const row = page.locator('#rows tr', {
        has: page.getByRole('rowheader', { name: 'node-7', exact: true }),
      });
      const node = diagram.nodes.find(({ name }) => name === 'node-7');
      expect(await row.locator('td').nth(2).textContent()).toBe(node?.covers.join(', '));
      await page.getByRole('button', { name: 'List' }).click();
    });
  });
});
