import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const START = `window.ui = SwaggerUIBundle({
  url: '/openapi.json', dom_id: '#explorer', deepLinking: true, persistAuthorization: true,
  tryItOutEnabled: true, validatorUrl: null,
});`;

const page = (title: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="explorer"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>`;

const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The API explorer at /docs, from files that @nestjs/swagger brings: nothing leaves this host. */
export const installExplorer = (
  fastify: FastifyInstance,
  title: string,
  document: () => object,
): void => {
  const config = { traits: { public: true as const } };
  const load = createRequire(__filename);
  const folder = (): string => dirname(load.resolve('swagger-ui-dist/package.json'));
  let text: string | undefined;
  fastify.get('/openapi.json', { config }, (_, reply) => {
    text ??= JSON.stringify(document());
    return reply.type('application/json; charset=utf-8').send(text);
  });
  fastify.get('/docs', { config }, (_, reply) =>
    reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(page(escapeHtml(title))),
  );
  fastify.get('/docs/start.js', { config }, (_, reply) =>
    reply.type('text/javascript; charset=utf-8').send(START),
  );
  for (const [name, type] of Object.entries(ASSETS)) {
    fastify.get(`/docs/${name}`, { config }, async (_, reply) => {
      const bytes = await readFile(join(folder(), name));
      return reply.type(type).header('cache-control', 'public, max-age=3600').send(bytes);
    });
  }
};
