#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <thread>

#include "posproof/arith/self_test.hpp"
#include "posproof/cli/commands.hpp"
#include "version.hpp"

namespace posproof {
namespace {

int doctor() {
  std::cout << fmt::format("posproof {} (commit {})\n", build_version(), build_commit().empty() ? "unknown" : build_commit());
  std::cout << "built with  " << build_flags() << '\n';
  for (const auto& [name, version] : library_versions()) std::cout << fmt::format("{:<12}{}\n", name, version);
  std::cout << fmt::format("{:<12}{}\n", "cores", std::thread::hardware_concurrency());
  for (const auto& [layer, lines] : lines_of_code()) std::cout << fmt::format("{:<12}{} lines\n", layer + "/", lines);
  const auto failures = self_test();
  for (const auto& f : failures) std::cout << "FAILED      " << f << '\n';
  std::cout << (failures.empty() ? "self-test   passed: both kernels enclose the known values\n" : "self-test   FAILED\n");
  return failures.empty() ? 0 : 5;
}

}  // namespace

void add_doctor_command(CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("doctor", "Versions, compile flags and the self-test of both kernels");
  sub->callback([&exit_code] { exit_code = doctor(); });
}

}  // namespace posproof
