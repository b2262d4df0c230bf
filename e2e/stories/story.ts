import { test as base, expect, type Page, type Request } from '@playwright/test';

/** Somebody with an account, signed in on the story's page. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

let people = 0;

/** A person nobody else in this run is. */
export function newPerson(name = 'Ada Rivers'): Person {
  people += 1;
  return { name, email: `person-${process.pid}-${people}@example.org`, password: 'a long enough password' };
}

/** What the browser says when a request fails; stories cut the connection on purpose. */
const expectedNoise = /Failed to load resource|net::ERR_/;

/** Collects what goes wrong in a page: script errors, hydration mismatches, refusals by the content policy. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || expectedNoise.test(message.text())) return;
    complaints.push(message.text());
  });
  return complaints;
}

/** Makes an account over HTTP and signs the page's browser in with it. */
export async function signUp(page: Page, person: Person): Promise<void> {
  const response = await page.request.post('/api/auth/sign-up/email', {
    data: { name: person.name, email: person.email, password: person.password, timezone: 'Europe/Berlin' },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** Types thoughts into the capture box, one after the other. */
export async function capture(page: Page, ...thoughts: string[]): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  for (const thought of thoughts) {
    await box.fill(thought);
    await box.press('Enter');
  }
}

/** The inbox's item with this text. */
export function thought(page: Page, text: string | RegExp) {
  return page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: text });
}

/** What the inbox says of a thought that was dealt with: filed, or waiting for the person's word. */
const standing = /% sure|by you|Needs review|Not filed/;

/** Waits until the inbox holds this many thoughts and each was dealt with. */
export async function allFiled(page: Page, count: number): Promise<void> {
  const items = page.getByRole('region', { name: 'Inbox' }).getByRole('listitem');
  await expect(items.filter({ hasText: standing })).toHaveCount(count);
  await expect(items).toHaveCount(count);
}

/** Files a thought of the inbox by the key of a drawer, whatever was thought of it before. */
export async function file(page: Page, text: string | RegExp, digit: '1' | '2' | '3' | '4'): Promise<void> {
  await expect(thought(page, text)).toContainText(standing);
  await thought(page, text).focus();
  // The page shows it filed at once; what asks the server next must not be faster than the filing.
  const filed = page.waitForResponse((response) => response.url().includes('/api/trpc/inbox.fix'));
  await page.keyboard.press(digit);
  expect((await filed).status()).toBe(200);
  await expect(thought(page, text).getByText('by you')).toBeVisible();
}

/** Takes back what the notice with this text tells of. */
export async function undo(page: Page, said: string | RegExp): Promise<void> {
  const notice = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem');
  await notice.filter({ hasText: said }).getByRole('button', { name: 'Undo' }).press('Enter');
}

/**
 * Lets a page be left only when all it sent was answered. Pages show a change before the server has it, and the next
 * page would else sometimes ask before that.
 */
function leaveWhenSaved(page: Page): void {
  const underWay = new Set<Request>();
  page.on('request', (request) => {
    if (request.method() === 'POST') underWay.add(request);
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  const saved = async () => {
    // Once the page answers this, what it sent before is known here.
    await page.evaluate('0');
    await expect.poll(() => underWay.size, 'changes the server has not answered').toBe(0);
  };
  const { goto, reload } = page;
  page.goto = async (...to) => {
    await saved();
    return goto.apply(page, to);
  };
  page.reload = async (...how) => {
    await saved();
    return reload.apply(page, how);
  };
}

/** A story whose page belongs to somebody with a fresh account, and that fails on any complaint of the console. */
export const test = base.extend<{ person: Person; complaints: string[] }>({
  page: async ({ page }, use) => {
    leaveWhenSaved(page);
    await use(page);
  },
  complaints: [
    async ({ page }, use) => {
      const complaints = watchConsole(page);
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ page }, use) => {
    const person = newPerson();
    await signUp(page, person);
    await use(person);
  },
});

export { expect };
