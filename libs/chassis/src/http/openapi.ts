import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { CompiledViews } from '../views/compile-views.ts';
import { describeViews } from '../views/describe-views.ts';
import { VIEWS } from '../views/view.interceptor.ts';
import { describeFields } from './described-fields.ts';

/** The service's own doors, with who sees and who sets each field. What describes them is loaded when somebody asks. */
export const describedDoors = async (app: NestFastifyApplication): Promise<OpenAPIObject> => {
  const { ApiProperty, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  describeFields(ApiProperty);
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
  describeViews(document, app.get<CompiledViews>(VIEWS));
  return document;
};

/** The service's own part of the API's description, made when somebody asks for it; the gateway merges the parts. */
export const addOpenApi = (app: NestFastifyApplication): void => {
  let made: Promise<OpenAPIObject> | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => {
      made ??= describedDoors(app);
      return made;
    });
};
