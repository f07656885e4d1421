#pragma once

namespace CLI {
class App;
}

namespace posproof {

/// Adds `float32 --dim D --base B [--limit N] [--fraction X] [--window W] [--json | -o FILE]`: the decay sum as a program
/// computes it in binary32, against its certified value: where it is lost, how large the error becomes, and bounds for every
/// library. `exit_code` becomes 0 when the study was printed, 2 on bad arguments or a file that cannot be written. **Theorem**
/// D11, D12.
void add_float32_command(CLI::App& app, int& exit_code);

}  // namespace posproof
