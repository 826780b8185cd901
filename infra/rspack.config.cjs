// The build of every program, beside what Nest's command line sets: the page's files lie beside the
// program, in `static`, as they lie beside the source that reads them.
const path = require('node:path');

const STATIC = path.resolve(__dirname, '../libs/service-host/page/static');

module.exports = (options, rspack) => ({
  ...options,
  plugins: [
    ...options.plugins,
    new rspack.CopyRspackPlugin({
      patterns: [{ from: STATIC, to: path.join(path.dirname(options.output.filename), 'static') }],
    }),
  ],
});
