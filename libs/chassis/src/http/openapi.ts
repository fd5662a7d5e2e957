import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The service's own part of the API's description, made when somebody asks for it; the gateway merges the parts. */
export const addOpenApi = (app: NestFastifyApplication): void => {
  let made: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => {
      made ??= SwaggerModule.createDocument(app, new DocumentBuilder().setOpenAPIVersion('3.1.0').build());
      return made;
    });
};
