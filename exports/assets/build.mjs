// Bundles src/ into page.js and page.css, and writes their SHA-256 beside them: `npm ci && npm run build`.

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const common = { bundle: true, minify: true, charset: 'utf8', legalComments: 'none', target: ['chrome103', 'firefox113', 'safari16.4'], logLevel: 'warning' };
await build({ ...common, entryPoints: ['src/main.js'], outfile: 'page.js', format: 'iife' });
await build({ ...common, entryPoints: ['src/page.css'], outfile: 'page.css' });

const lines = [];
for (const name of ['page.js', 'page.css']) {
  lines.push(`${createHash('sha256').update(await readFile(name)).digest('hex')}  ${name}\n`);
}
await writeFile('SHA256SUMS.txt', lines.join(''));
