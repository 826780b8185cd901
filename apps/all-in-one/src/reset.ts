import { removeInstallation } from './remove-installation';

removeInstallation(process.env).then(
  (lines) => lines.forEach((line) => console.log(line)),
  (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`Nothing was reset: ${why}`);
    process.exitCode = 1;
  },
);
