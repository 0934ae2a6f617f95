"""Modules of torch: what the tool counts in them is what torch has."""

import pathlib
import sys
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import convspectrum  # noqa: E402

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


if __name__ == "__main__":
    unittest.main()
