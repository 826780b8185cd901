export { type ExportedLog, FlawedLog, headerOf, LogExport } from './export-log';
export { BadExport, type ExportReader } from './export-reader';
export { ImportConflict, type Imported, importLog, type ImportTarget } from './import-log';
export { anchorOf } from './line-formats';
export { AlreadyWhole, resumeFile } from './partial-file';
export { verifyExport } from './read-export';
