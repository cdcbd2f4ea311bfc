;; What augmentation spends its time on, for 8-bit RGB pixels, equal to the byte to Pillow. kernels-module.ts holds it compiled;
;; kernels.test.ts compares the two ("npx vitest run src/data/augment/kernels.test.ts -u" compiles anew).
(module
  (memory (export "memory") 1)

  ;; A resize is a pass across and a pass down, as in Pillow's Resample.c: whole numbers, weights of 22 bits, each pass rounded to 8 bits.

  ;; Every pixel of `rows` rows is a weighted sum of neighbouring pixels of its source row.
  ;; firsts [size]: where they begin, in bytes of the row; counts [size]: how many, 1 at least; weights [size][tapBytes / 4].
  ;; Four bytes are read and written for a pixel of three: the fourth belongs to the next pixel, or to the slack behind the last.
  (func (export "across")
    (param $from i32) (param $fromStride i32) (param $rows i32) (param $to i32) (param $toStride i32) (param $size i32)
    (param $firsts i32) (param $counts i32) (param $weights i32) (param $tapBytes i32)
    (local $x i32) (local $at i32) (local $pixel i32) (local $weight i32) (local $left i32) (local $sum v128)
    (loop $row
      (local.set $x (i32.const 0))
      (local.set $at (local.get $to))
      (loop $column
        (local.set $pixel (i32.add (local.get $from)
          (i32.load (i32.add (local.get $firsts) (i32.shl (local.get $x) (i32.const 2))))))
        (local.set $left (i32.load (i32.add (local.get $counts) (i32.shl (local.get $x) (i32.const 2)))))
        (local.set $weight (i32.add (local.get $weights) (i32.mul (local.get $x) (local.get $tapBytes))))
        (local.set $sum (v128.const i32x4 2097152 2097152 2097152 2097152))
        (loop $tap
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.mul
            (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero align=1 (local.get $pixel))))
            (v128.load32_splat (local.get $weight)))))
          (local.set $pixel (i32.add (local.get $pixel) (i32.const 3)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $tap (local.get $left)))
        (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 22)))
        (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
        (v128.store32_lane align=1 0 (local.get $at)
          (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
        (local.set $at (i32.add (local.get $at) (i32.const 3)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br_if $column (i32.lt_u (local.get $x) (local.get $size))))
      (local.set $from (i32.add (local.get $from) (local.get $fromStride)))
      (local.set $to (i32.add (local.get $to) (local.get $toStride)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $row (local.get $rows))))

  ;; Every row of the result is a weighted sum of neighbouring rows. firsts [size]: where they begin, in bytes from `from`.
  ;; Sixteen bytes are read and written at a time: what goes over the end of a row is overwritten by the next, or is slack.
  (func (export "down")
    (param $from i32) (param $fromStride i32) (param $to i32) (param $toStride i32) (param $size i32)
    (param $firsts i32) (param $counts i32) (param $weights i32) (param $tapBytes i32)
    (local $y i32) (local $i i32) (local $first i32) (local $count i32) (local $left i32) (local $at i32) (local $weight i32)
    (local $k v128) (local $values v128) (local $low v128) (local $high v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $row
      (local.set $first (i32.add (local.get $from)
        (i32.load (i32.add (local.get $firsts) (i32.shl (local.get $y) (i32.const 2))))))
      (local.set $count (i32.load (i32.add (local.get $counts) (i32.shl (local.get $y) (i32.const 2)))))
      (local.set $i (i32.const 0))
      (loop $block
        (local.set $at (i32.add (local.get $first) (local.get $i)))
        (local.set $left (local.get $count))
        (local.set $weight (i32.add (local.get $weights) (i32.mul (local.get $y) (local.get $tapBytes))))
        (local.set $a (v128.const i32x4 2097152 2097152 2097152 2097152))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (loop $tap
          (local.set $k (v128.load32_splat (local.get $weight)))
          (local.set $values (v128.load align=1 (local.get $at)))
          (local.set $low (i16x8.extend_low_i8x16_u (local.get $values)))
          (local.set $high (i16x8.extend_high_i8x16_u (local.get $values)))
          (local.set $a (i32x4.add (local.get $a) (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $low)) (local.get $k))))
          (local.set $b (i32x4.add (local.get $b) (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $low)) (local.get $k))))
          (local.set $c (i32x4.add (local.get $c) (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $high)) (local.get $k))))
          (local.set $d (i32x4.add (local.get $d) (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $high)) (local.get $k))))
          (local.set $at (i32.add (local.get $at) (local.get $fromStride)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $left (i32.sub (local.get $left) (i32.const 1)))
          (br_if $tap (local.get $left)))
        (v128.store align=1 (i32.add (local.get $to) (local.get $i))
          (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $a) (i32.const 22)) (i32x4.shr_s (local.get $b) (i32.const 22)))
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $c) (i32.const 22)) (i32x4.shr_s (local.get $d) (i32.const 22)))))
        (local.set $i (i32.add (local.get $i) (i32.const 16)))
        (br_if $block (i32.lt_u (local.get $i) (local.get $toStride))))
      (local.set $to (i32.add (local.get $to) (local.get $toStride)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br_if $row (i32.lt_u (local.get $y) (local.get $size)))))

  ;; Replaces every value of `pixels` pixels by that of its channel's table, [3][256].
  (func (export "lookUp") (param $at i32) (param $pixels i32) (param $tables i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $at) (i32.mul (local.get $pixels) (i32.const 3))))
    (loop $pixel
      (i32.store8 (local.get $at) (i32.load8_u (i32.add (local.get $tables) (i32.load8_u (local.get $at)))))
      (i32.store8 offset=1 (local.get $at)
        (i32.load8_u offset=256 (i32.add (local.get $tables) (i32.load8_u offset=1 (local.get $at)))))
      (i32.store8 offset=2 (local.get $at)
        (i32.load8_u offset=512 (i32.add (local.get $tables) (i32.load8_u offset=2 (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 3)))
      (br_if $pixel (i32.lt_u (local.get $at) (local.get $end)))))

  ;; Four values of a row and of those above and below, added.
  (func $column (param $at i32) (param $stride i32) (result v128)
    (i32x4.add
      (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero align=1 (i32.sub (local.get $at) (local.get $stride)))))
      (i32x4.add
        (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero align=1 (local.get $at))))
        (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero align=1 (i32.add (local.get $at) (local.get $stride))))))))

  ;; Blends an image [size, size, 3] with itself smoothed by 1 1 1 / 1 5 1 / 1 1 1 over 13, in single precision, cut to 0 to 255 and
  ;; rounded down: smooth + factor * (value - smooth). The border of one pixel stays: `to` holds the image already. Sums over 13 are
  ;; rounded as (sum + 6) / 13, exact as a product and a shift up to 16,000. `stride` is at least 12: four values at a time, the last
  ;; four of a row once more where they overlap.
  (func (export "sharpen") (param $from i32) (param $to i32) (param $size i32) (param $factor f32)
    (local $stride i32) (local $i i32) (local $last i32) (local $end i32)
    (local $value v128) (local $smooth v128)
    (local.set $stride (i32.mul (local.get $size) (i32.const 3)))
    (local.set $end (i32.mul (i32.sub (local.get $size) (i32.const 1)) (local.get $stride)))
    (local.set $last (local.get $stride))
    (loop $row
      (local.set $i (i32.add (local.get $last) (i32.const 3)))
      (local.set $last (i32.add (local.get $last) (local.get $stride)))
      (loop $four
        ;; Not into the border at the right.
        (if (i32.gt_u (i32.add (local.get $i) (i32.const 4)) (i32.sub (local.get $last) (i32.const 3)))
          (then (local.set $i (i32.sub (local.get $last) (i32.const 7)))))
        (local.set $value (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u
          (v128.load32_zero align=1 (i32.add (local.get $from) (local.get $i))))))
        (local.set $smooth (i32x4.shr_u (i32x4.mul (v128.const i32x4 80660 80660 80660 80660)
          (i32x4.add (v128.const i32x4 6 6 6 6)
            (i32x4.add (i32x4.shl (local.get $value) (i32.const 2))
              (i32x4.add (call $column (i32.sub (i32.add (local.get $from) (local.get $i)) (i32.const 3)) (local.get $stride))
                (i32x4.add (call $column (i32.add (local.get $from) (local.get $i)) (local.get $stride))
                  (call $column (i32.add (i32.add (local.get $from) (local.get $i)) (i32.const 3)) (local.get $stride)))))))
          (i32.const 20)))
        (local.set $value (i32x4.trunc_sat_f32x4_s (f32x4.add
          (f32x4.convert_i32x4_s (local.get $smooth))
          (f32x4.mul (f32x4.splat (local.get $factor))
            (f32x4.convert_i32x4_s (i32x4.sub (local.get $value) (local.get $smooth)))))))
        (local.set $value (i16x8.narrow_i32x4_s (local.get $value) (local.get $value)))
        (v128.store32_lane align=1 0 (i32.add (local.get $to) (local.get $i))
          (i8x16.narrow_i16x8_u (local.get $value) (local.get $value)))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))
        (br_if $four (i32.lt_u (local.get $i) (i32.sub (local.get $last) (i32.const 3)))))
      (br_if $row (i32.lt_u (local.get $last) (local.get $end))))))
