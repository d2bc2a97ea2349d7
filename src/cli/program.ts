/** The `selvedge` program: finds the command, and turns what goes wrong into a message and an exit code. */
import { readFileSync } from 'node:fs'
import { claimsCommand } from './claims-command.ts'
import {
  type Command,
  EXIT_FAILED,
  EXIT_OK,
  EXIT_USAGE,
  type Output,
  UsageError,
} from './command.ts'
import { labCommand } from './lab/lab-command.ts'
import { reproCommand } from './repro-command.ts'
import { stormCommand } from './storm-command.ts'
import { verifyCommand } from './verify-command.ts'

const COMMANDS: readonly Command[] = [
  labCommand,
  reproCommand,
  claimsCommand,
  stormCommand,
  verifyCommand,
]

/** Runs one invocation. `args` is the command line after the program's name. Resolves to the exit code. */
export async function runProgram(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') return print(output, programUsage())
  if (name === '--version' || name === '-v') return print(output, version())
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command === undefined) {
    const complaint = name === undefined ? 'no command given' : `unknown command '${name}'`
    return complain(output, complaint, programUsage())
  }
  if (rest.includes('--help') || rest.includes('-h')) return print(output, command.usage)
  try {
    return await command.run(rest, output)
  } catch (error) {
    if (error instanceof UsageError) return complain(output, error.message, command.usage)
    output.stderr.write(`selvedge ${command.name}: ${String(error)}\n`)
    return EXIT_FAILED
  }
}

function programUsage(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Usage: selvedge <command> [options]

${commands.join('\n')}

  --help     this text, or after a command the command's own
  --version  the package's version`
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const manifest: { version: string } = JSON.parse(text)
  return manifest.version
}

function print(output: Output, text: string): number {
  output.stdout.write(`${text}\n`)
  return EXIT_OK
}

function complain(output: Output, message: string, usage: string): number {
  output.stderr.write(`selvedge: ${message}\n\n${usage}\n`)
  return EXIT_USAGE
}
