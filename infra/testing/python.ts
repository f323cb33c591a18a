import { execFileSync } from 'node:child_process';

const mostMs = 60_000;

/** Runs a script that reads JSON and prints JSON. One process for many programs: each takes long to begin. */
export function askPython(script: string, input: unknown): unknown {
  try {
    const options = {
      input: JSON.stringify(input),
      encoding: 'utf8',
      timeout: mostMs,
      maxBuffer: 2 ** 28,
    } as const;
    return JSON.parse(execFileSync('python3', ['-I', '-c', script], options));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Error('These tests need python3 (3.11 or later) on the PATH', { cause: error });
    throw error;
  }
}

/** Of each program what went wrong, or an empty text: `[{code, test}]`, `test` may be left out. */
export const runsTests = `
import io, json, sys, types, unittest, warnings

warnings.simplefilter("error")

def outcome(program):
    try:
        source = program["code"].encode("utf-8")
        module = types.ModuleType("workflow")
        sys.modules["workflow"] = module
        module.__file__ = "workflow.py"
        exec(compile(source, "workflow.py", "exec"), module.__dict__)
        if "test" not in program:
            return ""
        tests = types.ModuleType("test_workflow")
        sys.modules["test_workflow"] = tests
        exec(compile(program["test"].encode("utf-8"), "test_workflow.py", "exec"), tests.__dict__)
        suite = unittest.defaultTestLoader.loadTestsFromModule(tests)
        if suite.countTestCases() == 0:
            return "has no test"
        said = io.StringIO()
        result = unittest.TextTestRunner(stream=said).run(suite)
        return "" if result.wasSuccessful() else said.getvalue()
    except BaseException as fault:
        return f"{type(fault).__name__}: {fault}"

print(json.dumps([outcome(program) for program in json.load(sys.stdin)]))
`;
