import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import type { RouteTable } from './gate';
import { generalProblems } from './problem-catalogue';
import { operationConventions, problemComponents } from './openapi-conventions';

export interface OpenApiOptions {
  readonly title: string;
  readonly description?: string;
  readonly version?: string;
  /** Only these modules' routes; all by default. */
  readonly include?: readonly Type[];
}

const METHODS = ['get', 'post', 'delete', 'put', 'patch'] as const;

/** The whole contract, generated from the code; what holds for every route is said here, once. */
export const openApiDocument = (
  app: NestFastifyApplication,
  table: RouteTable,
  { title, description = '', version = '1', include }: OpenApiOptions,
): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    ...(include && { include: [...include] }),
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '')}.${method}`,
  });
  const traits = new Map(
    table
      .all()
      .map((route) => [
        `${route.method.toLowerCase()} ${route.path.replace(/:([^/]+)/g, '{$1}')}`,
        route.traits,
      ]),
  );
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) operationConventions(operation, method, traits.get(`${method} ${path}`) ?? {});
    }
  }
  const { schemas, responses } = problemComponents(generalProblems);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...schemas },
    responses: { ...document.components?.responses, ...responses },
  };
  return document;
};
