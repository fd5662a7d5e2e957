import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { CompiledViews } from '../views/compile-views.ts';
import { describeViews } from '../views/describe-views.ts';
import { VIEWS } from '../views/view.interceptor.ts';

/** The service's own doors, with who sees and who sets each field. */
export const describedDoors = (app: NestFastifyApplication): OpenAPIObject => {
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
  describeViews(document, app.get<CompiledViews>(VIEWS));
  return document;
};

/** The service's own part of the API's description, made when somebody asks for it; the gateway merges the parts. */
export const addOpenApi = (app: NestFastifyApplication): void => {
  let made: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => {
      made ??= describedDoors(app);
      return made;
    });
};
