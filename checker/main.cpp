#include <chrono>
#include <iostream>

#include "certificate.hpp"

// posproof-check: whether a certificate proves its claim. Format: docs/certificates.md; proofs: docs/theorems/certificates.md.

constexpr const char* usage = R"(usage: posproof-check FILE
Checks a certificate of `posproof certify`, plain or gzip, with arithmetic of its own. Exit codes:
  0  accepted: the claim that is printed has been proved, or refuted
  1  rejected: the certificate does not show that; says which line and why
  2  unreadable: no certificate of version 2, or interrupted
Prints the claim as its tree says; the texts of the file are not believed.
)";

int main(int argc, char** argv) {
  const bool help = argc == 2 && std::string(argv[1]) == "--help";
  if (argc != 2 || help) return (help ? std::cout : std::cerr) << usage, help ? 0 : 2;
  try {
    const auto begin = std::chrono::steady_clock::now();
    const check::Accepted a = check::check_certificate(argv[1]);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::cout << "ACCEPTED\n  " << a.claim << "\n  is " << (a.proved ? "PROVED" : "REFUTED") << " (" << a.leaves
              << " leaves, up to " << a.bits << " bits, " << seconds << " s)\n";
    return 0;
  } catch (const check::Rejected& e) {
    std::cout << "REJECTED " << argv[1] << "\n  " << e.what() << "\n";
    return 1;
  } catch (const check::Unreadable& e) {
    std::cerr << "UNREADABLE " << argv[1] << "\n  " << e.what() << "\n";
    return 2;
  }
}
