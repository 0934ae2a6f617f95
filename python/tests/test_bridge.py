"""The bridge on specs and ONNX files, which needs neither torch nor pandas. Run: python3 -m unittest discover python/tests"""

import os
import pathlib
import signal
import stat
import sys
import tempfile
import time
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import convspectrum  # noqa: E402

#: 3×3 from 3 to 4 channels at 8×8, no bias: 3·4·9 = 108 parameters, 108·64 = 6912 MACs.
SPEC = {"name": "one", "input": [1, 3, 8, 8], "layers": [{"conv": {"out": 4, "kernel": 3}}]}
#: A 1×1 from 8 to 8 channels, 64 parameters, then a 3×3 in S segments, 8·8·9 ÷ S of them.
SWEPT = """
name: swept
input: {channels: 8, height: 6, width: 6}
parameters: {segments: [1, 2]}
layers: [segmented: {out: 8, segments: $segments}]
"""


def have_pandas():
    try:
        import pandas  # noqa: F401
    except ImportError:
        return False
    return True


class BridgeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_a_spec_as_dictionary_is_counted(self):
        rows = convspectrum.cost(SPEC, by="network", pandas=False)
        self.assertEqual(1, len(rows))
        self.assertEqual(108, rows[0]["params"])
        self.assertEqual(6912, rows[0]["macs"])
        self.assertEqual("convspectrum/cost/2", rows.document["schema"])
        self.assertEqual("Multiply-accumulates.", rows.columns["macs"]["meaning"])

    def test_options_are_keywords(self):
        rows = convspectrum.cost(SWEPT, by="network", set={"segments": 2}, pandas=False)
        self.assertEqual(8 * 8 + 8 * 4 * 9, rows[0]["params"])

    def test_an_onnx_file_needs_no_torch(self):
        file = self.folder / "one.onnx"
        spec = self.folder / "one.yaml"
        spec.write_text(SWEPT, encoding="utf-8")
        self.exported(spec, file)
        rows = convspectrum.cost(file, pandas=False)
        self.assertEqual(2, len(rows))
        self.assertEqual(8 * 8 + 8 * 8 * 9, sum(row["params"] for row in rows))

    def exported(self, spec, file):
        import subprocess

        done = subprocess.run(
            [convspectrum.find_tool(), "export", str(spec), "--set", "segments=1", "--out", str(file)],
            capture_output=True,
            encoding="utf-8",
        )
        self.assertEqual(0, done.returncode, done.stderr)

    def test_measuring_gives_times_with_samples(self):
        rows = convspectrum.measure(SPEC, runtime="onnxruntime", budget="1s", pandas=False)
        self.assertGreater(rows[0]["median_ms"], 0)
        self.assertEqual("onnxruntime", rows[0]["runtime"])
        self.assertGreater(len(rows.document["details"]["samples"][0]["samples_ms"]), 0)
        self.assertIsInstance(rows.document["messages"], list)

    def test_exploring_gives_a_row_for_each_design(self):
        rows = convspectrum.explore(SWEPT, no_measure=True, pandas=False)
        self.assertEqual([1, 2], [row["segments"] for row in rows])

    def test_scores_are_rows(self):
        spec = SWEPT.rstrip()[:-1] + ", global-pool, flatten, linear: 10]\n"
        rows = convspectrum.score(spec, set={"segments": 2}, proxies=["naswot", "params"], batch=4, pandas=False)
        scores = {row["proxy"]: row["score"] for row in rows}
        self.assertEqual(64 + 288 + 8 * 10 + 10, scores["params"])
        self.assertIn("naswot", scores)

    def test_errors_have_the_message_of_the_tool(self):
        with self.assertRaises(convspectrum.ConvspectrumError) as caught:
            convspectrum.cost("zoo:mobilenet-v9")
        self.assertEqual(2, caught.exception.exit_code)
        self.assertIn("did you mean 'mobilenet-v1'?", str(caught.exception))
        with self.assertRaises(convspectrum.ConvspectrumError) as caught:
            convspectrum.cost({**SPEC, "layers": [{"conv": {"outs": 4}}]})
        self.assertIn("outs", str(caught.exception))
        with self.assertRaises(convspectrum.ConvspectrumError) as caught:
            convspectrum.cost("--help.yaml")
        self.assertIn("--help.yaml", str(caught.exception))

    def test_a_requirement_that_is_not_met_keeps_the_result(self):
        with self.assertRaises(convspectrum.ConvspectrumError) as caught:
            convspectrum.cost(SPEC, require="macs<=1k")
        self.assertEqual(3, caught.exception.exit_code)
        self.assertIn("'macs<=1k' is not met", str(caught.exception))
        self.assertEqual(6912, caught.exception.document["details"]["total"]["macs"])

    def test_what_is_no_model_is_refused(self):
        with self.assertRaisesRegex(TypeError, "found a int; expected a torch module"):
            convspectrum.cost(3)

    def test_the_tool_is_found_where_it_is_named(self):
        with mock.patch.dict(os.environ, {"CONVSPECTRUM": str(self.folder / "none")}):
            with self.assertRaisesRegex(convspectrum.ConvspectrumError, "which is no program"):
                convspectrum.find_tool()
        with mock.patch.dict(os.environ, {"CONVSPECTRUM": str(self.folder)}):
            with self.assertRaisesRegex(convspectrum.ConvspectrumError, "expected the path of convspectrum inside it"):
                convspectrum.find_tool()
        liar = self.tool("echo hello")
        with mock.patch.dict(os.environ, {"CONVSPECTRUM": str(liar)}):
            self.assertEqual(str(liar), convspectrum.find_tool())
            with self.assertRaisesRegex(convspectrum.ConvspectrumError, "printed no tables as JSON"):
                convspectrum.cost("zoo:alexnet")

    def tool(self, lines):
        """A program that stands in for the tool, in a folder with blanks and letters beyond ASCII."""
        folder = self.folder / "ein Ordner für Wörkzeug"
        folder.mkdir(exist_ok=True)
        program = folder / "tööl"
        program.write_text("#!/bin/sh\n" + lines + "\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return program

    def failure(self, lines):
        with mock.patch.dict(os.environ, {"CONVSPECTRUM": str(self.tool(lines))}):
            with self.assertRaises(convspectrum.ConvspectrumError) as caught:
                convspectrum.cost("zoo:alexnet")
        return caught.exception

    def test_a_tool_that_fails_is_said_to(self):
        self.assertIn("tööl was ended by SIGKILL", str(self.failure("kill -9 $$")))
        self.assertEqual(7, self.failure("exit 7").exit_code)
        self.assertEqual("it is so", str(self.failure("echo 'convspectrum: it is so' >&2; exit 2")))
        for printed in ("[]", "{}", '{"tables": [], "columns": {}}', "[" * 9000):
            self.assertIn("printed no tables as JSON", str(self.failure(f"echo '{printed}'")))

    def test_a_tool_of_another_version_is_said_to_be(self):
        told = str(self.failure("""echo '{"schema": "convspectrum/cost/9", "tables": {"others": []}, "columns": {}}'"""))
        self.assertIn("printed no table 'cost'; expected convspectrum of the version of this package", told)

    def test_what_prints_no_table_is_said_to(self):
        for words in (["--help"], ["schema"]):
            with self.assertRaises(convspectrum.ConvspectrumError) as caught:
                convspectrum.run(*words)
            self.assertRegex(str(caught.exception), "expected|unknown option")
            self.assertNotIn("try another tool", str(caught.exception))
        with self.assertRaisesRegex(convspectrum.ConvspectrumError, "found --format; expected none"):
            convspectrum.cost(SPEC, format="csv")

    def test_an_example_input_is_for_modules_alone(self):
        for model in (SPEC, "zoo:alexnet", SWEPT):
            with self.assertRaisesRegex(TypeError, "expected none; try input="):
                convspectrum.cost(model, (1, 3, 32, 32))
        rows = convspectrum.cost(SPEC, by="network", input=(3, 4, 4), pandas=False)
        self.assertEqual(108 * 16, rows[0]["macs"])

    def test_a_second_interruption_ends_the_tool_at_once(self):
        trapped = self.folder / "trapped"
        deaf = self.tool(f"trap '' INT\n: >'{trapped}'\nwhile :; do sleep 0.1; done")
        original = convspectrum._tool.subprocess.Popen.communicate
        calls = []

        def communicate(process, *words, **named):
            calls.append(process)
            self.wait_for(trapped)  # before its trap the first interruption would end it
            if len(calls) <= 2:
                raise KeyboardInterrupt
            return original(process, *words, **named)

        with mock.patch.dict(os.environ, {"CONVSPECTRUM": str(deaf)}):
            with mock.patch.object(convspectrum._tool.subprocess.Popen, "communicate", communicate):
                with self.assertRaises(KeyboardInterrupt):
                    convspectrum.cost("zoo:alexnet")
        self.assertEqual(-signal.SIGKILL, calls[0].returncode)

    def wait_for(self, file):
        end = time.monotonic() + 60
        while not file.exists():
            self.assertLess(time.monotonic(), end, f"{file} was not written")
            time.sleep(0.01)

    def test_files_with_strange_names_are_read(self):
        folder = self.folder / "ein Ordner: ü"
        folder.mkdir()
        file = folder / "ein ä spec's.yaml"
        file.write_text(SWEPT, encoding="utf-8")
        rows = convspectrum.cost(file, by="network", set={"segments": 2}, pandas=False)
        self.assertEqual(8 * 8 + 8 * 4 * 9, rows[0]["params"])

    def test_faults_of_a_text_name_no_file_that_is_gone(self):
        with self.assertRaisesRegex(convspectrum.ConvspectrumError, "^spec.yaml:"):
            convspectrum.cost({**SPEC, "layers": [{"conv": {"outs": 4}}]})

    def test_values_of_python_become_those_of_specs(self):
        spec = {**SPEC, "parameters": {"b": [True, False]}, "layers": [{"conv": {"out": 4, "bias": "$b"}}]}
        for bias in (True, False):
            rows = convspectrum.cost(spec, by="network", set={"b": bias}, pandas=False)
            self.assertEqual(4 if bias else 0, rows[0]["params"] - 108)
        with self.assertRaisesRegex(TypeError, "found a object in a spec; expected texts"):
            convspectrum.cost({**SPEC, "name": object()})

    def test_rows_are_shown_as_escaped_html(self):
        rows = convspectrum.Rows(
            [{"name": "<b>&", "ms": 1.23456789, "shape": [1, 3], "none": None}],
            {"name": {"meaning": '"x"'}, "ms": {"unit": "ms"}, "shape": {}, "none": {}},
            {},
        )
        shown = rows._repr_html_()
        self.assertIn("<td>&lt;b&gt;&amp;</td><td>1.23457</td><td>1x3</td>", shown)
        self.assertIn('title="&quot;x&quot;"', shown)
        self.assertNotIn("none", shown)

    @unittest.skipUnless(have_pandas(), "pandas is not installed")
    def test_with_pandas_it_is_a_data_frame(self):
        frame = convspectrum.cost(SPEC, by="network")
        self.assertEqual(6912, frame["macs"][0])
        self.assertEqual("convspectrum/cost/2", frame.attrs["convspectrum"]["schema"])
        self.assertIn("6912", frame._repr_html_())

    @unittest.skipIf(have_pandas(), "pandas is installed")
    def test_without_pandas_it_is_rows(self):
        self.assertIsInstance(convspectrum.cost(SPEC), convspectrum.Rows)


if __name__ == "__main__":
    unittest.main()
