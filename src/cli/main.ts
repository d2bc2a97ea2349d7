#!/usr/bin/env node
/** The executable: hands the command line to the program and the program's answer to the process. */
import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), process)
