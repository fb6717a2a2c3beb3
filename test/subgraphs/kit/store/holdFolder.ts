// A process that takes a folder, says so, and holds it until it is told to end. Argument: the folder.

import { lockFolder } from '../../../../subgraphs/kit/store/FolderLock.js';

const folder = process.argv[2]!;
try {
  await lockFolder(folder);
  process.send!('held');
  process.on('disconnect', () => process.exit(0));
} catch (error) {
  process.send!((error as Error).message, () => process.exit(1));
}
