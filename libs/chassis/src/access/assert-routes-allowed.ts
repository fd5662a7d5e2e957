import type { INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { allowKey, openKey } from './allow.ts';

const says = (target: object): boolean => Reflect.hasMetadata(allowKey, target) || Reflect.hasMetadata(openKey, target);

/** @throws Error naming each route that does not say who may use it */
export const assertRoutesAllowed = (app: INestApplicationContext): void => {
  const scanner = new MetadataScanner();
  const silent = app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype, instance }) => {
      if (!metatype || !instance || says(metatype)) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, method: prototype[name] }))
        .filter(({ method }) => method && Reflect.hasMetadata(METHOD_METADATA, method) && !says(method))
        .map(({ name }) => `${metatype.name}.${name}`);
    });
  if (silent.length > 0) throw new Error(`routes that do not say whom they allow: ${silent.join(', ')}`);
};
