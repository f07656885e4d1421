#pragma once
#include <optional>
#include <string>
#include <vector>

#include "posproof/claim/prepare.hpp"
#include "posproof/decide/finding.hpp"
#include "posproof/decide/range.hpp"
#include "shape.hpp"

namespace posproof {

inline constexpr const char* boxes_method = "real range";

/// A statement over real variables, covered by boxes for one element of the other variables after the other. What it is given
/// must outlive it. **Theorem** V0-V4; E1 for a violation.
class BoxCover {
 public:
  BoxCover(Program& program, const Statement& statement, const std::vector<Program::Range>& ranges, const Block& block,
           const Settings& settings, const PreparedClaim& claim);
  /// All elements of the other variables, until one fails or resists. Throws Undefined.
  void cover();
  /// What the cover amounts to, with its confirmation.
  Finding finding();

 private:
  /// Ends of the real domains for fixed outer values: outside is what must be covered, inside what surely belongs.
  struct Ends {
    Box outside, inside;
    bool exact = true;
  };
  bool element(const std::vector<ElementValue>& outer_values);
  std::optional<Ends> ends_at(const std::vector<ElementValue>& outer_values);
  RangeResult covered(const Ends& ends, const Settings& settings);
  void violated_at(const std::vector<ElementValue>& values);
  void confirm(const RangeResult& r, const Settings& settings);
  void stop(std::string reason, std::string remedy);

  Program& program_;
  const Statement& statement_;
  const std::vector<Program::Range>& ranges_;
  const Block& block_;
  const Settings& settings_;
  const PreparedClaim& claim_;
  RangeProblem problem_;
  std::vector<Program::Range> outer_;
  std::vector<std::size_t> outer_at_;
  std::vector<std::string> real_names_;

  Finding total_;
  std::uint64_t elements_ = 0;
  bool any_point_ = false;
  std::uint64_t confirmed_ = 0, to_confirm_ = 0;
  bool confirm_failed_ = false;
};

}  // namespace posproof
