import { runLaptop } from './laptop.ts';
import { laptopPorts } from './ports.ts';
import { dataFolder } from './project-folder.ts';

await runLaptop({ ports: laptopPorts, directory: dataFolder });
