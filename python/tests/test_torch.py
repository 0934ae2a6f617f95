"""Modules of torch: what the tool counts in them is what torch has."""

import concurrent.futures
import os
import pathlib
import sys
import tempfile
import unittest
import warnings
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import convspectrum  # noqa: E402
from convspectrum import _export  # noqa: E402

try:
    import torch
except ImportError:
    torch = None


@unittest.skipIf(torch is None, "torch is not installed")
class TorchTest(unittest.TestCase):
    def module(self):
        torch.manual_seed(1)
        return torch.nn.Sequential(
            torch.nn.Conv2d(3, 8, 3, padding=1, bias=False),
            torch.nn.ReLU(),
            torch.nn.Conv2d(8, 8, 3, padding=1, groups=8),
            torch.nn.ReLU(),
            torch.nn.Conv2d(8, 16, 1),
            torch.nn.AdaptiveAvgPool2d(1),
            torch.nn.Flatten(),
            torch.nn.Linear(16, 10),
        )

    def counted(self, *arguments, **options):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return convspectrum.cost(*arguments, by="network", pandas=False, **options)[0]

    def test_parameters_and_macs_are_those_of_the_module(self):
        module = self.module()
        row = self.counted(module, torch.zeros(1, 3, 12, 10))
        self.assertEqual(sum(one.numel() for one in module.parameters()), row["params"])
        self.assertEqual(120 * (27 * 8 + 9 * 8 + 8 * 16) + 160, row["macs"])
        self.assertTrue(module.training, "it is as it was before")

    def test_a_shape_stands_for_an_input(self):
        row = self.counted(self.module(), (2, 3, 6, 6))
        self.assertEqual(2 * (36 * (27 * 8 + 9 * 8 + 8 * 16) + 160), row["macs"])

    def test_a_module_is_measured(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = convspectrum.measure(
                self.module().eval(), torch.zeros(1, 3, 12, 10), runtime="onnxruntime", budget="1s", pandas=False
            )
        self.assertGreater(rows[0]["median_ms"], 0)

    def test_without_an_input_it_is_refused(self):
        with self.assertRaisesRegex(TypeError, "without an example input"):
            convspectrum.cost(self.module())

    def two_inputs(self):
        class Sum(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.wide = torch.nn.Conv2d(3, 8, 3, padding=1)
                self.narrow = torch.nn.Conv2d(4, 8, 1)

            def forward(self, left, right):
                return self.wide(left) + self.narrow(right)

        return Sum()

    def test_inputs_are_tensors_or_shapes_by_position_or_name(self):
        shapes = ((1, 3, 6, 6), (1, 4, 6, 6))
        tensors = [torch.zeros(shape) for shape in shapes]
        named = {"right": shapes[1], "left": tensors[0]}
        for example in (shapes, tensors, (shapes[0], tensors[1]), named):
            row = self.counted(self.two_inputs(), example)
            self.assertEqual(36 * (27 * 8 + 4 * 8), row["macs"])

    def test_torchscript_takes_inputs_by_name_too(self):
        with mock.patch.object(_export, "_no_dynamo", lambda torch: "this test wants it"):
            row = self.counted(self.two_inputs(), {"right": (1, 4, 6, 6), "left": (1, 3, 6, 6)})
            self.assertEqual(36 * (27 * 8 + 4 * 8), row["macs"])
            with self.assertWarnsRegex(UserWarning, "exported by TorchScript, since this test wants it"):
                convspectrum.cost(self.module(), (1, 3, 6, 6))

    def test_a_shape_has_the_type_of_the_module(self):
        for kind in (torch.float64, torch.bfloat16, torch.float16):
            module = torch.nn.Conv2d(4, 4, 1).to(kind)
            try:
                module(torch.zeros(1, 4, 6, 6, dtype=kind))
            except RuntimeError:
                # Older versions compute halves on no CPU, so that their exporter cannot either.
                self.assertEqual(torch.float16, kind)
                continue
            self.assertEqual(36 * 16, self.counted(module, (1, 4, 6, 6))["macs"])

    def test_weights_that_layers_share_are_counted_once(self):
        module = torch.nn.Sequential(torch.nn.Conv2d(4, 4, 1, bias=False), torch.nn.Conv2d(4, 4, 1, bias=False))
        module[1].weight = module[0].weight
        row = self.counted(module, (1, 4, 6, 6))
        self.assertEqual(16, row["params"])
        self.assertEqual(2 * 36 * 16, row["macs"])

    def test_layouts_make_no_difference(self):
        for example in (torch.zeros(1, 6, 6, 4).permute(0, 3, 1, 2), torch.zeros(1, 4, 6, 12)[..., ::2]):
            self.assertEqual(36 * 16, self.counted(torch.nn.Conv2d(4, 4, 1), example)["macs"])

    def test_an_export_that_fails_says_why_and_leaves_nothing(self):
        module = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 1), torch.nn.BatchNorm2d(4))
        module[1].eval()
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(tempfile, "tempdir", folder):
            with self.assertRaises(convspectrum.ConvspectrumError) as caught:
                convspectrum.cost(module, (1, 5, 6, 6))
            self.assertEqual([], [name for name in os.listdir(folder) if name.startswith("convspectrum")])
        self.assertRegex(str(caught.exception), r"^Sequential cannot be exported to ONNX: RuntimeError: .*5 channels.*; expected")
        self.assertEqual(2, caught.exception.exit_code)
        self.assertIsNotNone(caught.exception.__cause__)
        self.assertEqual([True, True, False], [part.training for part in module.modules()])

    def test_threads_export_one_after_the_other(self):
        def macs(channels):
            return self.counted(torch.nn.Conv2d(3, channels, 1), (1, 3, 4, 4))["macs"]

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            self.assertEqual([3 * 16 * channels for channels in range(1, 9)], list(pool.map(macs, range(1, 9))))

    def test_an_interrupted_export_leaves_nothing(self):
        class Interrupted(torch.nn.Module):
            def forward(self, x):
                raise KeyboardInterrupt

        module = Interrupted()
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(tempfile, "tempdir", folder):
            with self.assertRaises(KeyboardInterrupt):
                convspectrum.cost(module, (1, 3, 6, 6))
            self.assertEqual([], [name for name in os.listdir(folder) if name.startswith("convspectrum")])
        self.assertTrue(module.training)

    def test_messages_name_the_module_and_no_file_that_is_gone(self):
        class Nothing(torch.nn.Module):
            def forward(self, x):
                return None

        with self.assertRaisesRegex(convspectrum.ConvspectrumError, "^Nothing.onnx: "):
            self.counted(Nothing(), (1, 3, 6, 6))

    def test_scores_are_of_batches(self):
        for example, batch in (((1, 3, 12, 10), 4), ((6, 3, 12, 10), None)):
            options = {} if batch is None else {"batch": batch}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows = convspectrum.score(self.module(), example, proxies="naswot", pandas=False, **options)
            self.assertIsNone(rows[0]["reason"])
            self.assertIsInstance(rows[0]["score"], float)

    def test_an_input_that_is_none_is_refused(self):
        for example in ("1x3x6x6", (), 5, {"x": "y"}, [None]):
            with self.assertRaisesRegex(TypeError, "as an example input; expected a tensor or a shape"):
                convspectrum.cost(self.module(), example)
        with self.assertRaisesRegex(ValueError, "expected dimensions of at least 1"):
            convspectrum.cost(self.module(), (1, -3, 6, 6))


if __name__ == "__main__":
    unittest.main()
