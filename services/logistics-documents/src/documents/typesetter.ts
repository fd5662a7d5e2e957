import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Injectable } from '@nestjs/common';
import type { PrintedKind } from './document.rules.ts';
import type { Print } from './print.rules.ts';

// Seen from src/documents and from dist/documents alike.
const templates = fileURLToPath(new URL('../../src/documents/templates/', import.meta.url));
const fontFiles = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'];
/** Cached layout that five renderings in a row did not use is let go. */
const cacheAge = 5;

const openCompiler = async (): Promise<NodeCompiler> => {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const { resolve } = createRequire(import.meta.url);
  const fontPaths = fontFiles.map((file) => dirname(resolve(`@expo-google-fonts/noto-sans-sc/${file}`)));
  return NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths }] });
};

/** Sets documents in type: Typst templates, values as JSON, fonts from the package. Loaded at first use. */
@Injectable()
export class Typesetter {
  private compiler: Promise<NodeCompiler> | undefined;

  /** A PDF with its fonts embedded. */
  async pdf(kind: PrintedKind, print: Print): Promise<Buffer> {
    this.compiler ??= openCompiler();
    const compiler = await this.compiler;
    const compiled = compiler.compile({
      mainFilePath: `${templates}${kind}.typ`,
      inputs: { content: JSON.stringify(print) },
    });
    const { result } = compiled;
    if (!result) {
      const faults = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
      throw new Error(`${kind}.typ cannot be set: ${JSON.stringify(faults)}`);
    }
    const pdf = compiler.pdf(result);
    compiler.evictCache(cacheAge);
    return pdf;
  }
}
