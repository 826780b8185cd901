// Bundles the bench and the libraries that it measures in the same way as the services: with rspack
// and swc. Packages stay where they are installed, and nothing is minified.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { rspack } = createRequire(import.meta.url)('@rspack/core');

const isOurs = (request) => /^(\.|\/|@talentloop\/)/.test(request);

const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

export const build = () =>
  new Promise((resolve, reject) => {
    const compiler = rspack({
      context: HERE,
      mode: 'none',
      target: 'node20',
      devtool: 'source-map',
      entry: { bench: './src/main.ts' },
      output: { path: path.join(HERE, 'dist'), library: { type: 'commonjs2' } },
      resolve: {
        extensions: ['.ts', '.js'],
        tsConfig: { configFile: path.join(HERE, 'tsconfig.json') },
      },
      module: {
        rules: [{ test: /\.ts$/, use: { loader: 'builtin:swc-loader', options: swc } }],
      },
      externals: [
        ({ request }, callback) =>
          request && !isOurs(request) ? callback(undefined, `commonjs ${request}`) : callback(),
      ],
    });
    compiler.run((error, stats) => {
      if (error) return reject(error);
      if (stats.hasErrors()) return reject(new Error(stats.toString('errors-only')));
      compiler.close(() => resolve(path.join(HERE, 'dist/bench.js')));
    });
  });
